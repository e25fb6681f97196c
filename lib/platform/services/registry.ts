import type { CompleteRegistry } from '../../definition/services-definition';
import { registryHost } from '../../facts/azure-cloud';
import { azureNameProblem, withUniqueSuffix } from '../../facts/azure-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireRule } from '../../problems/value-rules';
import { privateEndpointSkuFix, type ServiceNaming, serviceNameFix } from './azure-service';

/** Resolves the container registry. */
export function resolveRegistry(
  definition: CompleteRegistry,
  { azure, uniqueSuffix }: ServiceNaming,
  problems: ProblemList,
) {
  const name = withUniqueSuffix('containerRegistry', definition.name, uniqueSuffix);
  requireRule(problems, 'name', azureNameProblem('containerRegistry', name), serviceNameFix);
  const { privateEndpoint } = definition;
  const sku = definition.sku ?? (privateEndpoint ? 'Premium' : 'Standard');
  if (privateEndpoint && sku !== 'Premium')
    problems.add('sku', `"${sku}" does not support private endpoints`, privateEndpointSkuFix);
  return { ...definition, name, host: registryHost(azure.cloud, name), sku };
}

export type ResolvedRegistry = Readonly<ReturnType<typeof resolveRegistry>>;
