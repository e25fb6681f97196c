import { parseDefinition } from '../definition/parse-definition';
import type { CompletePlatform, PlatformDefinition } from '../definition/platform-definition';
import { expanderPriorities } from '../engine/scheduling/expander-priorities';
import { checkGpuCapacity } from '../engine/scheduling/gpu-capacity';
import { kubernetesNameProblem } from '../facts/kubernetes-names';
import { DefinitionError, ProblemList } from '../problems/problem-list';
import { requireRule } from '../problems/value-rules';
import type { ResolvedNodePool } from './cluster/node-pool';
import { resolveCluster } from './cluster/resolve-cluster';
import { resolveNodePools } from './cluster/resolve-node-pools';
import { doubtfulNames } from './doubtful-names';
import {
  chartNames,
  checkApplicationNames,
  gpuNamespace as gpuNamespaceName,
  resolvedApplications,
} from './gitops/application-names';
import { resolveGitOps } from './gitops/resolve-gitops';
import { resolveNotifications } from './gitops/resolve-notifications';
import { identityNeeds } from './identities/identity-needs';
import { resolveIdentities } from './identities/resolve-identities';
import { resolveIngress } from './network/resolve-ingress';
import { resolveNetwork } from './network/resolve-network';
import { requiredOutputs } from './outputs/required-outputs';
import { resolveAzure } from './resolve-azure';
import type { ResolvedPlatform } from './resolved-platform';
import { resolveServices } from './services/resolve-services';
import { unusedParts } from './unused-parts';
import { gpuDemands } from './workloads/gpu-demands';
import { workedSources } from './workloads/queue-worker';
import { checkSecretsHolder } from './workloads/secrets-holder';
import { vaultSecrets } from './workloads/vault-secrets';
import type { WorkloadContext } from './workloads/workload-context';
import { allowedImageRegistries } from './workloads/workload-image';
import { type DefinedWorkload, definedWorkloads, type ResolvedWorkload } from './workloads/workload-kinds';

export { argoCdFolder, clusterApplication, gpuNamespace } from './gitops/application-names';

const subject = 'the platform definition';

/**
 * Resolves a definition: fills in every default, makes every name final, follows every reference.
 *
 * @throws {DefinitionError} with every problem of the definition at once.
 */
export function resolvePlatform(given: PlatformDefinition): ResolvedPlatform {
  const problems = ProblemList.create();
  const definition = parseDefinition(given, problems);
  if (definition === undefined) throw new DefinitionError(subject, problems.problems);
  const namespace = definition.namespace ?? definition.environment;
  requireRule(
    problems,
    'environment',
    kubernetesNameProblem('label', definition.environment),
    'Choose another name.',
  );
  checkNamespace(namespace, definition, problems);

  const workloadDefinitions = definedWorkloads(definition);
  const azure = resolveAzure(definition.azure, definition.environment, problems.at('azure'));
  const cluster = resolveCluster(
    definition.cluster,
    { hasPoolOrder: workloadDefinitions.some(hasPoolOrder), region: azure.location },
    problems.at('cluster'),
  );
  const nodePools = resolveNodePools(definition.nodePools, cluster.gpuStack, problems.at('nodePools'));
  const network = resolveNetwork(definition.network, cluster.name, nodePools, problems.at('network'));
  const services = resolveServices(definition, azure, workedSources(definition.queueWorkers), problems);
  const needs = identityNeeds(definition, namespace);
  const identities = resolveIdentities(definition, namespace, needs, problems);
  const context: WorkloadContext = {
    namespace,
    nodePools,
    identities,
    identityNames: definition.identities.map((identity) => identity.name),
    ...services,
    imageRegistries: definition.imageRegistries,
    definition,
    azure,
  };
  checkApplicationNames(definition, problems);
  const workloads = workloadDefinitions.map(({ resolve }) => resolve(context, problems));
  for (const [index, workload] of workloads.entries())
    checkSecretsHolder(workload, workloadDefinitions[index]!.at(problems));
  const ingress =
    definition.ingress &&
    resolveIngress(definition.ingress, workloads, network, context, problems.at('ingress'));
  checkGpuCapacity(gpuPoolsOf(nodePools), gpuDemands({ workloads }), problems.at('nodePools'));
  const poolPriorities =
    cluster.autoscaler.expander === 'priority' ? prioritiesOf(nodePools, workloads, problems) : [];
  const { notifications: notificationsDefinition } = definition.gitOps;
  const notifications =
    notificationsDefinition &&
    resolveNotifications(notificationsDefinition, context, problems.at('gitOps').at('notifications'));
  const platform = {
    environment: definition.environment,
    namespace,
    azure,
    network,
    cluster,
    nodePools,
    ...services,
    identities,
    workloads,
    ingress,
    poolPriorities,
    allowedImageRegistries: allowedImageRegistries(context),
  };
  const gitOps = resolveGitOps(
    definition.gitOps,
    { environment: definition.environment, region: azure.location },
    resolvedApplications(platform, notifications),
    chartNames(definition),
    notifications,
    problems.at('gitOps'),
  );
  problems.throwIfAny(subject);

  return deepFreeze({
    ...platform,
    gitOps,
    vaultSecrets: vaultSecrets(workloads, notifications),
    requiredOutputs: requiredOutputs(platform, notifications),
    warnings: [
      ...doubtfulNames(definition),
      ...unusedParts(definition, platform),
      ...workloadDefinitions.flatMap(({ warnings }) => warnings),
    ],
  });
}

/** Whether a workload lists several node pools, in order of preference. */
function hasPoolOrder({ nodePool = [] }: DefinedWorkload): boolean {
  return typeof nodePool !== 'string' && nodePool.length > 1;
}

function gpuPoolsOf(nodePools: readonly ResolvedNodePool[]) {
  return nodePools.flatMap(({ name, vmSize, maxNodes, overcommit }) =>
    vmSize.gpu === undefined ? [] : [{ name, gpusPerNode: vmSize.gpu.count, maxNodes, overcommit }],
  );
}

/** One order of node pools for the cluster autoscaler, from the orders of all workloads. */
function prioritiesOf(
  nodePools: readonly ResolvedNodePool[],
  workloads: readonly ResolvedWorkload[],
  problems: ProblemList,
) {
  const orders = workloads
    .filter((workload) => workload.nodePools.length > 1)
    .map((workload) => ({
      workload: workload.name,
      pools: [...new Set(workload.nodePools.map((pool) => pool.name))],
    }));
  // AKS scales the system pool for its own pods, but the list must name every pool.
  return expanderPriorities({ pools: nodePools, orders }, problems.at('nodePools'));
}

function checkNamespace(namespace: string, definition: CompletePlatform, problems: ProblemList): void {
  requireRule(problems, 'namespace', kubernetesNameProblem('label', namespace), 'Choose another name.');
  const reserved = [gpuNamespaceName, definition.gitOps.argoCd.namespace];
  if (namespace.startsWith('kube-') || reserved.includes(namespace)) {
    problems.add(
      'namespace',
      `the namespace "${namespace}" is reserved for components of the cluster`,
      'Choose another name.',
    );
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
