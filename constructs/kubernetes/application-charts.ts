import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { SecretVariableDefinition } from '../../lib/definition/workload-definition';
import type { ClientId } from '../../lib/identity/ids';
import { clusterApplication, gpuNamespace } from '../../lib/platform/resolve-platform';
import type {
  ResolvedHttpApp,
  ResolvedInferenceServer,
  ResolvedPlatform,
  ResolvedWorkloadIdentity,
} from '../../lib/platform/resolved-platform';
import { ProblemList } from '../../lib/problems/problem-list';
import { requireUnique } from '../../lib/problems/value-rules';
import { scalingPlan } from '../../lib/scaling/scaling-plan';
import { placementOn, tolerationsOfAll } from '../../lib/scheduling/placement';
import { GpuDevicePlugin } from './gpu-device-plugin';
import { HttpApp } from './http-app';
import { KeyVaultSecrets, type PodSecrets } from './key-vault-secrets';
import { Namespace } from './namespace';
import { ScaledObject } from './scaled-object';
import { TriggerAuthentication } from './trigger-authentication';
import { triggerAuthenticationName } from './trigger-authentication-name';
import { VllmServer } from './vllm-server';
import { WorkloadServiceAccount } from './workload-service-account';

/** The objects of one Argo CD application. */
export interface ApplicationChart {
  /** Name of the application and of its folder. */
  readonly name: string;
  readonly chart: Chart;
}

/**
 * One chart an application folder, in the order of the platform's applications: `cluster` first, then each workload.
 *
 * `cluster` holds what belongs to no single workload: namespaces, the device plugin, and the identities (ServiceAccounts
 * and TriggerAuthentications), which several workloads may share. Each is written once, and stays where it is when
 * another workload begins to use it: an object that moves between two applications is deleted by the one that syncs first.
 *
 * @param clientIds client ids by the name of their stack output.
 * @throws {DefinitionError} with every client id that is missing, or if two identities give one Kubernetes name.
 */
export function applicationCharts(
  scope: Construct,
  platform: ResolvedPlatform,
  clientIds: ReadonlyMap<string, ClientId>,
): readonly ApplicationChart[] {
  checkInput(platform, clientIds);
  const context: ChartContext = { platform, clientId: (output) => clientIds.get(output)! };
  const charts = new Map<string, Chart>();
  const addChart = (name: string, fill: (chart: Chart) => void) => {
    const chart = new Chart(scope, name, { disableResourceNameHashes: true });
    fill(chart);
    charts.set(name, chart);
  };
  addChart(clusterApplication, (chart) => addCluster(chart, context));
  for (const server of platform.inferenceServers)
    addChart(server.name, (chart) => addInferenceServer(chart, server, context));
  for (const app of platform.httpApps) addChart(app.name, (chart) => addHttpApp(chart, app, context));
  return platform.gitOps.applications.map(({ name }) => ({ name, chart: charts.get(name)! }));
}

interface ChartContext {
  readonly platform: ResolvedPlatform;
  readonly clientId: (output: string) => ClientId;
}

function addCluster(chart: Chart, { platform, clientId }: ChartContext): void {
  const partOf = platform.cluster.name;
  new Namespace(chart, `namespace-${platform.namespace}`, { name: platform.namespace, partOf });

  const gpuPools = platform.nodePools.filter((pool) => pool.vmSize.gpu !== undefined);
  if (platform.cluster.gpuStack === 'device-plugin' && gpuPools.length > 0) {
    new Namespace(chart, `namespace-${gpuNamespace}`, {
      name: gpuNamespace,
      // The plugin's socket is a host path, which `baseline` refuses already.
      podSecurity: 'privileged',
      partOf,
    });
    new GpuDevicePlugin(chart, 'gpu-device-plugin', {
      namespace: gpuNamespace,
      partOf,
      nodeSelectors: uniqueSelectors(
        gpuPools.map((pool) => placementOn(pool, platform.nodePools).nodeSelector),
      ),
      tolerations: tolerationsOfAll(gpuPools),
    });
  }

  for (const { serviceAccount, clientIdOutput } of serviceAccountsOf(platform)) {
    new WorkloadServiceAccount(chart, `service-account-${serviceAccount.name}`, {
      ...serviceAccount,
      clientId: clientId(clientIdOutput),
      tenantId: platform.azure.tenantId,
      partOf,
    });
  }
  for (const [identityName, clientIdOutput] of triggerIdentitiesOf(platform)) {
    new TriggerAuthentication(chart, `trigger-authentication-${identityName}`, {
      name: triggerAuthenticationName(identityName),
      namespace: platform.namespace,
      clientId: clientId(clientIdOutput),
      partOf,
    });
  }
}

function addInferenceServer(chart: Chart, server: ResolvedInferenceServer, context: ChartContext): void {
  const { platform } = context;
  new VllmServer(chart, 'vllm-server', {
    name: server.name,
    namespace: server.namespace,
    partOf: platform.cluster.name,
    image: server.image.toString(),
    model: server.model,
    servedModelName: server.servedModelName,
    port: server.port,
    gpus: server.gpus,
    replicas: server.replicas,
    placement: server.placement,
    resources: server.resources,
    maxModelLen: server.maxModelLen,
    gpuMemoryUtilization: server.gpuMemoryUtilization,
    cacheSizeGiB: server.cacheSizeGiB,
    sharedMemoryGiB: server.sharedMemoryGiB,
    probes: server.probes,
    shutdown: server.shutdown,
    serviceAccountName: server.identity?.serviceAccount.name,
    secrets: addSecrets(chart, server, context),
    extraArgs: server.extraArgs,
    podMonitor: platform.cluster.managedPrometheus,
  });
}

function addHttpApp(chart: Chart, app: ResolvedHttpApp, context: ChartContext): void {
  const { namespace } = app;
  const partOf = context.platform.cluster.name;
  new HttpApp(chart, 'http-app', {
    name: app.name,
    namespace,
    partOf,
    image: app.image.toString(),
    port: app.port,
    replicas: app.scaling === undefined ? app.replicas : 'autoscaled',
    placement: app.placement,
    resources: app.resources,
    probes: app.probes,
    shutdown: app.shutdown,
    serviceAccountName: app.identity?.serviceAccount.name,
    environment: app.environment,
    secrets: addSecrets(chart, app, context),
  });
  if (app.scaling === undefined) return;
  const { name, minReplicas, maxReplicas, pollingSeconds, cooldownSeconds, triggers } = app.scaling;
  new ScaledObject(chart, 'scaled-object', {
    name,
    namespace,
    partOf,
    target: { name: app.name },
    plan: scalingPlan({
      minReplicas,
      maxReplicas,
      pollingSeconds,
      ...(minReplicas === 0 ? { cooldownSeconds } : {}),
      triggers: triggers.map((trigger) => ({
        type: trigger.type,
        metadata: trigger.metadata,
        authentication: { triggerAuthenticationName: triggerAuthenticationName(trigger.identityName) },
        producedByTarget: false,
        description: trigger.description,
      })),
    }),
  });
}

function addSecrets(
  chart: Chart,
  workload: {
    readonly name: string;
    readonly namespace: string;
    readonly identity: ResolvedWorkloadIdentity | undefined;
    readonly secrets: readonly SecretVariableDefinition[];
  },
  { platform, clientId }: ChartContext,
): PodSecrets | undefined {
  const { identity, secrets } = workload;
  // The platform is resolved: secrets come with an identity and a vault.
  if (secrets.length === 0 || identity === undefined || platform.keyVault === undefined) return undefined;
  return new KeyVaultSecrets(chart, 'key-vault-secrets', {
    name: `${workload.name}-secrets`,
    namespace: workload.namespace,
    workload: workload.name,
    partOf: platform.cluster.name,
    keyVaultName: platform.keyVault.name,
    tenantId: platform.azure.tenantId,
    clientId: clientId(identity.clientIdOutput),
    cloud: platform.azure.cloud,
    variables: secrets,
  }).pod;
}

/**
 * Every ServiceAccount of the platform's namespace that an identity trusts, whether a workload of the definition uses it or not,
 * by name. Those of other namespaces belong to whoever owns these.
 */
function serviceAccountsOf(platform: ResolvedPlatform): readonly ResolvedWorkloadIdentity[] {
  return platform.identities
    .flatMap(({ name, clientIdOutput, federatedCredentials }) =>
      federatedCredentials.map(({ serviceAccount }) => ({
        identityName: name,
        clientIdOutput,
        serviceAccount,
      })),
    )
    .filter(({ serviceAccount }) => serviceAccount.namespace === platform.namespace)
    .sort((a, b) => (a.serviceAccount.name < b.serviceAccount.name ? -1 : 1));
}

/** Each identity that a trigger uses with the output of its client id, once, by name. */
function triggerIdentitiesOf(platform: ResolvedPlatform): readonly (readonly [string, string])[] {
  const triggers = platform.httpApps.flatMap((app) => app.scaling?.triggers ?? []);
  const outputs = new Map(triggers.map((trigger) => [trigger.identityName, trigger.clientIdOutput]));
  return [...outputs.keys()].sort().map((name) => [name, outputs.get(name)!] as const);
}

function uniqueSelectors(
  selectors: readonly Readonly<Record<string, string>>[],
): readonly Readonly<Record<string, string>>[] {
  return [...new Map(selectors.map((selector) => [JSON.stringify(selector), selector])).values()];
}

function checkInput(platform: ResolvedPlatform, clientIds: ReadonlyMap<string, ClientId>): void {
  const problems = ProblemList.create();
  for (const { name, what, neededBy } of platform.requiredOutputs) {
    if (clientIds.has(name)) continue;
    problems.add(
      name,
      `the ${what} is missing; it is needed by ${neededBy.join(', ')}`,
      'Deploy the Azure half with --outputs-file, then synthesize again.',
    );
  }
  problems.throwIfAny(`the outputs of ${platform.environment}`);
  const identityNames = triggerIdentitiesOf(platform).map(([name]) => name);
  requireUnique(
    problems,
    'TriggerAuthentication',
    identityNames,
    triggerAuthenticationName,
    (index) => `identity ${identityNames[index]}`,
  );
  problems.throwIfAny('the platform definition');
}
