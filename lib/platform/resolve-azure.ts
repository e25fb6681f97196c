import type { AzureDefinition, TerraformStateDefinition } from '../definition/azure-definition';
import { azureClouds } from '../facts/azure-cloud';
import { azureNameProblem } from '../facts/azure-names';
import type { ProblemList } from '../problems/problem-list';
import { requireRule } from '../problems/value-rules';
import { guidProblem, type SubscriptionId, type TenantId } from '../values/ids';

const suffixPattern = /^[a-z0-9]{2,8}$/;
/** Azure allows 50 tags for a resource; the platform sets two. */
const maxTags = 48;

/** Resolves the subscription, the resource group and settings of all resources. */
export function resolveAzure(definition: AzureDefinition, environment: string, problems: ProblemList) {
  requireRule(
    problems,
    'subscriptionId',
    guidProblem(definition.subscriptionId),
    'Copy it from `az account show --query id`.',
  );
  requireRule(
    problems,
    'tenantId',
    guidProblem(definition.tenantId),
    'Copy it from `az account show --query tenantId`.',
  );
  requireRule(
    problems,
    'location',
    azureNameProblem('location', definition.location),
    'Use a name from `az account list-locations`.',
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
      `"${definition.uniqueSuffix}" is not a valid suffix`,
      'Use 2 to 8 lowercase letters and digits. They become part of names that are unique across Azure.',
    );
  }

  const cloud = definition.cloud ?? 'AzurePublicCloud';
  if (!azureClouds.includes(cloud))
    problems.add('cloud', `"${cloud}" is not an Azure cloud`, `Use one of ${azureClouds.join(', ')}.`);

  const tags = { environment, 'managed-by': 'aks-ai-platform', ...definition.tags };
  if (Object.keys(tags).length > maxTags + 2) {
    problems.add(
      'tags',
      `${Object.keys(tags).length} tags are more than Azure allows`,
      `Use at most ${maxTags}. The platform adds two.`,
    );
  }
  for (const [key, value] of Object.entries(tags)) {
    if (/[<>%&\\?/]/.test(key) || key.length > 128) {
      problems.add(
        'tags',
        `"${key}" is not a valid tag name`,
        'Use at most 128 characters, without < > % & \\ ? /.',
      );
    }
    if (value.length > 256)
      problems.add(
        'tags',
        `the value of "${key}" has ${value.length} characters`,
        'Use at most 256 characters.',
      );
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

export type ResolvedAzure = Readonly<ReturnType<typeof resolveAzure>>;

function resolveState(
  state: TerraformStateDefinition | undefined,
  problems: ProblemList,
): TerraformStateDefinition {
  if (state === undefined || state.type === 'local') return { type: 'local' };
  const fix = 'Use the name of a resource that exists before the first deployment.';
  requireRule(problems, 'resourceGroup', azureNameProblem('resourceGroup', state.resourceGroup), fix);
  requireRule(problems, 'storageAccount', azureNameProblem('storageAccount', state.storageAccount), fix);
  requireRule(problems, 'container', azureNameProblem('storageContainer', state.container), fix);
  if (state.subscriptionId !== undefined) {
    requireRule(
      problems,
      'subscriptionId',
      guidProblem(state.subscriptionId),
      'Remove it if the state is in the same subscription.',
    );
  }
  return state;
}
