import { checkShape } from '../definition/check-shape';
import type { PlatformDefinition } from '../definition/platform-definition';
import { expanderPriorities } from '../engine/scheduling/expander-priorities';
import { checkGpuCapacity } from '../engine/scheduling/gpu-capacity';
import { kubernetesNameProblem } from '../facts/kubernetes-names';
import { ProblemList } from '../problems/problem-list';
import { requireRule } from '../problems/value-rules';
import {
  chartNames,
  checkApplicationNames,
  gpuNamespace as gpuNamespaceName,
  resolvedApplications,
} from './application-names';
import { gpuDemands } from './gpu-demands';
import { identityNeeds } from './identity-needs';
import { requiredOutputs } from './outputs/required-outputs';
import { wantsPoolOrder } from './resolve-application';
import { resolveAzure } from './resolve-azure';
import { resolveCluster } from './resolve-cluster';
import { resolveGateway } from './resolve-gateway';
import { resolveGitOps } from './resolve-gitops';
import { strategyWarnings } from './resolve-health';
import { resolveHelmChart } from './resolve-helm-charts';
import { resolveAgentApp, resolveHttpApp } from './resolve-http-app';
import { resolveIdentities } from './resolve-identities';
import { resolveInferenceServer } from './resolve-inference-server';
import { resolveIngress } from './resolve-ingress';
import { resolveLangfuse } from './resolve-langfuse';
import { resolveNetwork } from './resolve-network';
import { resolveNodePools } from './resolve-node-pools';
import { resolveNotifications } from './resolve-notifications';
import { resolveCronJob, resolveQueueWorker, workedSources } from './resolve-queue-worker';
import { resolveServices } from './resolve-services';
import { resolveTritonServer } from './resolve-triton-server';
import type { ResolvedNodePool } from './resolved-node-pool';
import type { ResolvedPlatform } from './resolved-platform';
import type { ResolvedWorkload } from './resolved-workloads';
import { vaultSecrets } from './vault-secrets';
import { allowedImageRegistries, type WorkloadContext } from './workload-parts';

export { argoCdFolder, clusterApplication, gpuNamespace } from './application-names';

const subject = 'the platform definition';

/**
 * Turns what the user said into the one truth that both halves are made from.
 *
 * @throws {DefinitionError} with every problem of the definition at once.
 */
export function resolvePlatform(definition: PlatformDefinition): ResolvedPlatform {
  const problems = ProblemList.create();
  if (!checkShape(definition, problems)) problems.throwIfAny(subject);
  const namespace = definition.namespace ?? definition.environment;
  requireRule(
    problems,
    'environment',
    kubernetesNameProblem('label', definition.environment),
    'Choose another name.',
  );
  checkNamespace(namespace, definition, problems);

  const azure = resolveAzure(definition.azure, definition.environment, problems.at('azure'));
  const cluster = resolveCluster(definition.cluster, wantsPoolOrder(definition), problems.at('cluster'));
  const nodePools = resolveNodePools(definition.nodePools, cluster.gpuStack, problems.at('nodePools'));
  const network = resolveNetwork(definition.network ?? {}, cluster.name, nodePools, problems.at('network'));
  const services = resolveServices(definition, azure, workedSources(definition.queueWorkers ?? []), problems);
  const needs = identityNeeds(definition, namespace);
  const identities = resolveIdentities(definition, namespace, needs, problems);
  const context: WorkloadContext = {
    namespace,
    nodePools,
    identities,
    identityNames: (definition.identities ?? []).map((identity) => identity.name),
    ...services,
    imageRegistries: definition.imageRegistries ?? [],
    definition,
    azure,
  };
  checkApplicationNames(definition, problems);
  const workloads = resolveWorkloads(definition, context, problems);
  const ingress =
    definition.ingress &&
    resolveIngress(definition.ingress, workloads, network, context, problems.at('ingress'));
  checkGpuCapacity(gpuPoolsOf(nodePools), gpuDemands(workloads), problems.at('nodePools'));
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
    ...workloads,
    ingress,
    poolPriorities,
    allowedImageRegistries: allowedImageRegistries(context),
  };
  const gitOps = resolveGitOps(
    definition.gitOps,
    definition.environment,
    resolvedApplications({ ...platform, notifications }),
    chartNames(definition),
    notifications,
    problems.at('gitOps'),
  );
  problems.throwIfAny(subject);

  return deepFreeze({
    ...platform,
    gitOps,
    vaultSecrets: vaultSecrets({ ...platform, notifications }),
    requiredOutputs: requiredOutputs({ ...platform, notifications }),
    warnings: warningsOf(definition),
  });
}

function resolveWorkloads(definition: PlatformDefinition, context: WorkloadContext, problems: ProblemList) {
  /** Every definition of a list, each with its own path. */
  const all = <Definition, Resolved>(
    key: keyof PlatformDefinition,
    definitions: readonly Definition[] | undefined,
    resolve: (definition: Definition, context: WorkloadContext, problems: ProblemList) => Resolved,
  ): readonly Resolved[] =>
    (definitions ?? []).map((each, index) => resolve(each, context, problems.at(key).at(index)));
  const { gateway, langfuse } = definition;
  return {
    inferenceServers: all('inferenceServers', definition.inferenceServers, resolveInferenceServer),
    tritonServers: all('tritonServers', definition.tritonServers, resolveTritonServer),
    gateway: gateway && resolveGateway(gateway, context, problems.at('gateway')),
    langfuse: langfuse && resolveLangfuse(langfuse, context, problems.at('langfuse')),
    httpApps: all('httpApps', definition.httpApps, resolveHttpApp),
    agentApps: all('agentApps', definition.agentApps, resolveAgentApp),
    queueWorkers: all('queueWorkers', definition.queueWorkers, resolveQueueWorker),
    cronJobs: all('cronJobs', definition.cronJobs, resolveCronJob),
    helmCharts: all('helmCharts', definition.helmCharts, resolveHelmChart),
  };
}

type Workloads = ReturnType<typeof resolveWorkloads>;

function gpuPoolsOf(nodePools: readonly ResolvedNodePool[]) {
  return nodePools.flatMap(({ name, vmSize, maxNodes, overcommit }) =>
    vmSize.gpu === undefined ? [] : [{ name, gpusPerNode: vmSize.gpu.count, maxNodes, overcommit }],
  );
}

/** The one order of pools that the cluster autoscaler keeps, from those of all workloads. */
function prioritiesOf(nodePools: readonly ResolvedNodePool[], workloads: Workloads, problems: ProblemList) {
  const { gateway } = workloads;
  const placed: readonly Pick<ResolvedWorkload, 'name' | 'nodePools'>[] = [
    ...workloads.inferenceServers,
    ...workloads.tritonServers,
    ...(gateway === undefined ? [] : [gateway]),
    ...workloads.httpApps,
    ...workloads.agentApps,
    ...workloads.queueWorkers,
    ...workloads.cronJobs,
  ];
  const orders = placed
    .filter((workload) => workload.nodePools.length > 1)
    .map((workload) => ({
      wantedBy: workload.name,
      pools: [...new Set(workload.nodePools.map((pool) => pool.name))],
    }));
  // AKS grows the system pool by itself where its own pods need it; it has a place in the list all the same.
  return expanderPriorities({ pools: nodePools, orders }, problems.at('nodePools'));
}

function checkNamespace(namespace: string, definition: PlatformDefinition, problems: ProblemList): void {
  requireRule(problems, 'namespace', kubernetesNameProblem('label', namespace), 'Choose another name.');
  const taken = [gpuNamespaceName, definition.gitOps.argoCd?.namespace ?? 'argocd'];
  if (namespace.startsWith('kube-') || taken.includes(namespace)) {
    problems.add('namespace', `"${namespace}" is for the cluster's own components`, 'Choose another name.');
  }
}

function warningsOf(definition: PlatformDefinition): readonly string[] {
  return [...nameWarnings(definition), ...(definition.httpApps ?? []).flatMap(strategyWarnings)];
}

function nameWarnings(definition: PlatformDefinition): readonly string[] {
  const { registry, keyVault, serviceBus, storageAccounts = [], azure } = definition;
  const services = { registry, keyVault, serviceBus, storageAccounts: storageAccounts[0] };
  const global = Object.entries(services).flatMap(([key, service]) => (service ? [key] : []));
  return azure.uniqueSuffix === undefined && global.length > 0
    ? [
        `azure.uniqueSuffix is not set: the names of ${global.join(', ')} have to be free in all of Azure as they are.`,
      ]
    : [];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
