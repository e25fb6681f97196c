import type { AzureDefinition, TerraformStateDefinition } from '../definition/azure-definition';
import type { AzureCloud } from '../facts/azure-cloud';
import { azureClouds } from '../facts/azure-cloud';
import { azureNameProblem } from '../facts/azure-names';
import type { ProblemList } from '../problems/problem-list';
import { requireRule } from '../problems/value-rules';
import { guidProblem, type SubscriptionId, type TenantId } from '../values/ids';

export interface ResolvedAzure {
  readonly subscriptionId: SubscriptionId;
  readonly tenantId: TenantId;
  readonly location: string;
  readonly resourceGroup: { readonly name: string; readonly existing: boolean };
  readonly cloud: AzureCloud;
  readonly tags: Readonly<Record<string, string>>;
  readonly state: TerraformStateDefinition;
  readonly preventDestroy: boolean;
  readonly azurermMajor: 4 | 5;
}

const suffixPattern = /^[a-z0-9]{2,8}$/;
/** Azure: 50 tags a resource, of which two are ours. */
const maxTags = 48;

export function resolveAzure(
  definition: AzureDefinition,
  environment: string,
  problems: ProblemList,
): ResolvedAzure {
  requireRule(
    problems,
    'subscriptionId',
    guidProblem(definition.subscriptionId),
    'Take it from `az account show --query id`.',
  );
  requireRule(
    problems,
    'tenantId',
    guidProblem(definition.tenantId),
    'Take it from `az account show --query tenantId`.',
  );
  requireRule(
    problems,
    'location',
    azureNameProblem('location', definition.location),
    'See `az account list-locations`.',
  );

  const resourceGroup =
    typeof definition.resourceGroup === 'string'
      ? { name: definition.resourceGroup, existing: false }
      : { name: definition.resourceGroup.name, existing: true };
  requireRule(
    problems,
    'resourceGroup',
    azureNameProblem('resourceGroup', resourceGroup.name),
    'Choose another name.',
  );

  if (definition.uniqueSuffix !== undefined && !suffixPattern.test(definition.uniqueSuffix)) {
    problems.add(
      'uniqueSuffix',
      `"${definition.uniqueSuffix}" is not a suffix`,
      'Give 2 to 8 lower-case letters and digits; they go into names that are unique in all of Azure.',
    );
  }

  const cloud = definition.cloud ?? 'AzurePublicCloud';
  if (!azureClouds.includes(cloud))
    problems.add('cloud', `"${cloud}" is not known`, `Known: ${azureClouds.join(', ')}.`);

  const tags = { environment, 'managed-by': 'aks-ai-platform', ...definition.tags };
  if (Object.keys(tags).length > maxTags + 2) {
    problems.add(
      'tags',
      `${Object.keys(tags).length} tags are too many`,
      `Azure allows ${maxTags} besides the platform's own.`,
    );
  }
  for (const [key, value] of Object.entries(tags)) {
    if (/[<>%&\\?/]/.test(key) || key.length > 128) {
      problems.add(
        'tags',
        `"${key}" is not the name of a tag`,
        'Leave out < > % & \\ ? /, and keep it to 128 characters.',
      );
    }
    if (value.length > 256)
      problems.add('tags', `the value of "${key}" has ${value.length} characters`, 'Keep it to 256.');
  }

  return {
    subscriptionId: definition.subscriptionId.toLowerCase() as SubscriptionId,
    tenantId: definition.tenantId.toLowerCase() as TenantId,
    location: definition.location,
    resourceGroup,
    cloud,
    tags,
    state: resolveState(definition.state, problems.at('state')),
    preventDestroy: definition.preventDestroy ?? true,
    azurermMajor: definition.azurermMajor ?? 4,
  };
}

function resolveState(
  state: TerraformStateDefinition | undefined,
  problems: ProblemList,
): TerraformStateDefinition {
  if (state === undefined || state.type === 'local') return { type: 'local' };
  const fix = 'Create it before the first deployment, and name it here.';
  requireRule(problems, 'resourceGroup', azureNameProblem('resourceGroup', state.resourceGroup), fix);
  requireRule(problems, 'storageAccount', azureNameProblem('storageAccount', state.storageAccount), fix);
  requireRule(problems, 'container', azureNameProblem('storageContainer', state.container), fix);
  if (state.subscriptionId !== undefined) {
    requireRule(
      problems,
      'subscriptionId',
      guidProblem(state.subscriptionId),
      'Leave it out if it is the same.',
    );
  }
  return state;
}
