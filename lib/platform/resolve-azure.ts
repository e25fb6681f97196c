import type { CompleteAzure, TerraformStateDefinition } from '../definition/azure-definition';
import { azureClouds } from '../facts/azure-cloud';
import { azureNameProblem } from '../facts/azure-names';
import { azurermVersionProblem, supportedAzurermVersions } from '../facts/azurerm-versions';
import type { ProblemList } from '../problems/problem-list';
import { requireRule } from '../problems/value-rules';
import { guidProblem, type SubscriptionId, type TenantId } from '../values/ids';

const suffixPattern = /^[a-z0-9]{2,8}$/;
/** Azure allows 50 tags for a resource; the platform sets two. */
const maxTags = 48;

/** Resolves the subscription, the resource group and settings of all resources. */
export function resolveAzure(definition: CompleteAzure, environment: string, problems: ProblemList) {
  const { uniqueSuffix, cloud, ...settings } = definition;
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

  if (uniqueSuffix !== undefined && !suffixPattern.test(uniqueSuffix)) {
    problems.add(
      'uniqueSuffix',
      `"${uniqueSuffix}" is not a valid suffix`,
      'Use 2 to 8 lowercase letters and digits. They become part of names that are unique across Azure.',
    );
  }

  if (!azureClouds.includes(cloud))
    problems.add('cloud', `"${cloud}" is not an Azure cloud`, `Use one of ${azureClouds.join(', ')}.`);

  const versionProblem = azurermVersionProblem(definition.azurerm);
  if (versionProblem !== undefined)
    problems.add('azurerm', versionProblem, `Use ${supportedAzurermVersions}.`);

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
    ...settings,
    subscriptionId: definition.subscriptionId.toLowerCase() as SubscriptionId,
    tenantId: definition.tenantId.toLowerCase() as TenantId,
    resourceGroup,
    cloud,
    tags,
    state: resolveState(definition.state, problems.at('state')),
  };
}

export type ResolvedAzure = Readonly<ReturnType<typeof resolveAzure>>;

function resolveState(state: TerraformStateDefinition, problems: ProblemList): TerraformStateDefinition {
  if (state.type === 'local') return state;
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
