import { checkShape } from '../definition/check-shape';
import type { PlatformDefinition } from '../definition/platform-definition';
import { kubernetesNameProblem } from '../naming/kubernetes-names';
import type { RequiredOutput } from '../outputs/output-names';
import { ProblemList } from '../problems/problem-list';
import { knownNames, requireRule } from '../problems/value-rules';
import { resolveAzure } from './resolve-azure';
import { resolveCluster } from './resolve-cluster';
import { resolveGitOps } from './resolve-gitops';
import { resolveHttpApp } from './resolve-http-app';
import { resolveIdentities } from './resolve-identities';
import { checkGpuCapacity, resolveInferenceServer } from './resolve-inference-server';
import { resolveNetwork } from './resolve-network';
import { resolveNodePools } from './resolve-node-pools';
import { triggerIdentityUses } from './resolve-scaling';
import { resolveServices } from './resolve-services';
import type {
  ResolvedApplication,
  ResolvedHttpApp,
  ResolvedIdentity,
  ResolvedInferenceServer,
  ResolvedNodePool,
  ResolvedPlatform,
} from './resolved-platform';
import { allowedImageRegistries, type WorkloadContext } from './workload-parts';

/** Folder and application of what belongs to the cluster and not to a workload. */
export const clusterApplication = 'cluster';
/** Folder of the Argo CD objects themselves. */
export const argoCdFolder = 'argocd';
/** Namespace of the NVIDIA device plugin. */
export const gpuNamespace = 'gpu-resources';

const subject = 'the platform definition';

const reservedApplications = [clusterApplication, argoCdFolder];

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
  const cluster = resolveCluster(definition.cluster, problems.at('cluster'));
  const nodePools = resolveNodePools(definition.nodePools, cluster.gpuStack, problems.at('nodePools'));
  const network = resolveNetwork(definition.network ?? {}, cluster.name, nodePools, problems.at('network'));
  const services = resolveServices(definition, azure, problems);
  const identities = resolveIdentities(definition, namespace, triggerIdentityUses(definition), problems);
  const context: WorkloadContext = {
    namespace,
    nodePools,
    identities,
    identityNames: (definition.identities ?? []).map((identity) => identity.name),
    registry: services.registry,
    keyVault: services.keyVault,
    imageRegistries: definition.imageRegistries ?? [],
  };
  checkApplicationNames(definition, problems);
  const inferenceServers = (definition.inferenceServers ?? []).flatMap((server, index) => {
    const resolved = resolveInferenceServer(server, context, problems.at('inferenceServers').at(index));
    return resolved === undefined ? [] : [resolved];
  });
  checkGpuCapacity(inferenceServers, problems.at('inferenceServers'));
  const scalingContext = { definition, azure, serviceBus: services.serviceBus };
  const httpApps = (definition.httpApps ?? []).flatMap((app, index) => {
    const resolved = resolveHttpApp(app, context, scalingContext, problems.at('httpApps').at(index));
    return resolved === undefined ? [] : [resolved];
  });
  const gitOps = resolveGitOps(
    definition.gitOps,
    definition.environment,
    applicationsOf(
      namespace,
      inferenceServers,
      httpApps,
      cluster.gpuStack === 'device-plugin' && hasGpu(nodePools),
    ),
    problems.at('gitOps'),
  );
  problems.throwIfAny(subject);

  return deepFreeze({
    environment: definition.environment,
    namespace,
    azure,
    network,
    cluster,
    nodePools,
    ...services,
    identities,
    inferenceServers,
    httpApps,
    allowedImageRegistries: allowedImageRegistries(context),
    gitOps,
    requiredOutputs: requiredOutputs(namespace, identities, inferenceServers, httpApps),
    warnings: warningsOf(definition, nodePools),
  });
}

function checkNamespace(namespace: string, definition: PlatformDefinition, problems: ProblemList): void {
  requireRule(problems, 'namespace', kubernetesNameProblem('label', namespace), 'Choose another name.');
  const taken = [gpuNamespace, definition.gitOps.argoCd?.namespace ?? 'argocd'];
  if (namespace.startsWith('kube-') || taken.includes(namespace)) {
    problems.add('namespace', `"${namespace}" is for the cluster's own components`, 'Choose another name.');
  }
}

function checkApplicationNames(definition: PlatformDefinition, problems: ProblemList): void {
  const seen = new Map<string, string>();
  for (const key of ['inferenceServers', 'httpApps'] as const) {
    (definition[key] ?? []).forEach((workload, index) => {
      const at = problems.at(key).at(index);
      requireRule(
        at,
        'name',
        kubernetesNameProblem('service', workload.name),
        'Choose another name; the Service has it too.',
      );
      if (reservedApplications.includes(workload.name)) {
        at.add(
          'name',
          `"${workload.name}" is the name of a folder of the platform's own`,
          'Choose another name.',
        );
      }
      const first = seen.get(workload.name);
      if (first !== undefined)
        at.add('name', `"${workload.name}" is also the name of ${first}`, 'Give each workload its own name.');
      seen.set(workload.name, `${key}[${index}]`);
    });
  }
  if (
    (definition.inferenceServers ?? []).length > 0 &&
    !definition.nodePools.some((pool) => pool.role === 'gpu')
  ) {
    problems.add(
      'nodePools',
      `inference servers need a pool with the role "gpu". ${knownNames('', [])}`,
      'Add one.',
    );
  }
}

function hasGpu(nodePools: readonly ResolvedNodePool[]): boolean {
  return nodePools.some((pool) => pool.vmSize.gpu !== undefined);
}

function applicationsOf(
  namespace: string,
  inferenceServers: readonly ResolvedInferenceServer[],
  httpApps: readonly ResolvedHttpApp[],
  hasDevicePlugin: boolean,
): readonly ResolvedApplication[] {
  return [
    // Namespaces and the device plugin come before everything that needs them.
    {
      name: clusterApplication,
      namespace,
      otherNamespaces: hasDevicePlugin ? [gpuNamespace] : [],
      syncWave: -1,
    },
    ...[...inferenceServers, ...httpApps].map(({ name }) => ({
      name,
      namespace,
      otherNamespaces: [],
      syncWave: 0,
    })),
  ];
}

function requiredOutputs(
  namespace: string,
  identities: readonly ResolvedIdentity[],
  inferenceServers: readonly ResolvedInferenceServer[],
  httpApps: readonly ResolvedHttpApp[],
): readonly RequiredOutput[] {
  const needs = [
    ...[...inferenceServers, ...httpApps].map(({ name, identity }) => ({
      workload: name,
      output: identity?.clientIdOutput,
    })),
    ...httpApps.flatMap(({ name, scaling }) =>
      (scaling?.triggers ?? []).map((trigger) => ({
        workload: `the scaler of ${name}`,
        output: trigger.clientIdOutput,
      })),
    ),
  ];
  return identities.flatMap((identity) => {
    const accounts = identity.federatedCredentials
      .filter(({ serviceAccount }) => serviceAccount.namespace === namespace)
      .map(({ serviceAccount }) => `the ServiceAccount ${serviceAccount.name}`);
    const workloads = needs
      .filter((need) => need.output === identity.clientIdOutput)
      .map((need) => need.workload);
    // A ServiceAccount without a workload of ours still has to name its identity.
    const neededBy = workloads.length > 0 ? workloads : accounts;
    return neededBy.length === 0
      ? []
      : [
          {
            name: identity.clientIdOutput,
            what: `client id of the identity ${identity.name}`,
            neededBy: [...new Set(neededBy)],
          },
        ];
  });
}

function warningsOf(
  definition: PlatformDefinition,
  nodePools: readonly ResolvedNodePool[],
): readonly string[] {
  const { registry, keyVault, serviceBus, azure, cluster } = definition;
  const global = Object.entries({ registry, keyVault, serviceBus }).flatMap(([key, service]) =>
    service ? [key] : [],
  );
  const warnings: string[] = [];
  if (azure.uniqueSuffix === undefined && global.length > 0) {
    warnings.push(
      `azure.uniqueSuffix is not set: the names of ${global.join(', ')} have to be free in all of Azure as they are.`,
    );
  }
  if (cluster.gpuStack === 'gpu-operator' && hasGpu(nodePools)) {
    warnings.push(
      'cluster.gpuStack is "gpu-operator": the GPU pools have no driver until the NVIDIA GPU Operator is on the cluster, with tolerations for their taints.',
    );
  }
  return warnings;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
