import type { Chart } from 'cdk8s';
import { placementOn, tolerationsOfAll } from '../../../lib/engine/scheduling/placement';
import { autoscalerMetrics, groupMetrics } from '../../../lib/facts/metrics-settings';
import type { ResolvedNodePool } from '../../../lib/platform/cluster/node-pool';
import { devicePluginPools, gpuNamespace } from '../../../lib/platform/gitops/application-names';
import { externalApplications } from '../../../lib/platform/gitops/external-applications';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import { scalingsOf } from '../../../lib/platform/workloads/scalings';
import type { ResolvedWorkloadIdentity } from '../../../lib/platform/workloads/workload-identity';
import { workloadsOf } from '../../../lib/platform/workloads/workload-kinds';
import { AutoscalerPriorities } from '../cluster/autoscaler-priorities';
import { DcgmMonitor } from '../cluster/dcgm-monitor';
import { GpuDevicePlugin } from '../cluster/gpu-device-plugin';
import { KedaMonitor } from '../cluster/keda-monitor';
import { LocalNvmeStorageClass } from '../cluster/local-nvme-storage-class';
import { Namespace } from '../cluster/namespace';
import { PrometheusSettings } from '../cluster/prometheus-settings';
import { WorkloadServiceAccount } from '../identity/workload-service-account';
import { TriggerAuthentication } from '../scaling/trigger-authentication';
import { triggerAuthenticationName } from '../scaling/trigger-authentication-name';
import type { ChartContext } from './chart-context';

/**
 * Adds the objects that belong to no single workload: namespaces, identities, storage, pool
 * priorities, metrics.
 */
export function addCluster(chart: Chart, context: ChartContext): void {
  const { platform, partOf } = context;
  new Namespace(chart, `namespace-${platform.namespace}`, { name: platform.namespace, partOf });
  addDevicePluginNamespace(chart, context);
  addExternalNamespaces(chart, context);
  for (const { serviceAccount, clientIdOutput } of serviceAccountsOf(platform)) {
    new WorkloadServiceAccount(chart, `service-account-${serviceAccount.name}`, {
      ...serviceAccount,
      clientId: context.clientId(clientIdOutput),
      tenantId: platform.azure.tenantId,
      partOf,
    });
  }
  for (const [identityName, clientIdOutput] of triggerIdentitiesOf(platform)) {
    new TriggerAuthentication(chart, `trigger-authentication-${identityName}`, {
      name: triggerAuthenticationName(identityName),
      namespace: platform.namespace,
      clientId: context.clientId(clientIdOutput),
      partOf,
    });
  }
  if (platform.poolPriorities.length > 0)
    new AutoscalerPriorities(chart, 'autoscaler-priorities', { priorities: platform.poolPriorities, partOf });
  if (workloadsOf(platform, 'inference-server').some(({ cache }) => cache.type === 'local-nvme'))
    new LocalNvmeStorageClass(chart, 'local-nvme-storage-class', { partOf });
  addMetrics(chart, context);
  addGpuMetrics(chart, context);
}

/** Adds the scraping of GPU metrics for the GPU Operator. The device plugin has no metrics. */
function addGpuMetrics(chart: Chart, { platform, partOf }: ChartContext): void {
  const { managedPrometheus, gpuStack } = platform.cluster;
  const hasGpus = platform.nodePools.some(({ vmSize }) => vmSize.gpu !== undefined);
  if (!managedPrometheus || gpuStack !== 'gpu-operator' || !hasGpus) return;
  new DcgmMonitor(chart, 'dcgm-monitor', { namespace: platform.namespace, partOf });
}

/** Adds the metrics for alerts and dashboards about scaling, and about models on several nodes. */
function addMetrics(chart: Chart, { platform, partOf }: ChartContext): void {
  if (!platform.cluster.managedPrometheus) return;
  const isScaled = scalingsOf(platform).length > 0;
  const hasGroups = workloadsOf(platform, 'inference-server').some(({ nodes }) => nodes > 1);
  const kubestate = [
    ...(isScaled ? autoscalerMetrics.kubestate : []),
    ...(hasGroups ? groupMetrics.kubestate : []),
  ];
  if (kubestate.length > 0)
    new PrometheusSettings(chart, 'prometheus-settings', { kept: { kubestate }, partOf });
  if (isScaled) new KedaMonitor(chart, 'keda-monitor', { namespace: platform.namespace, partOf });
}

function addDevicePluginNamespace(chart: Chart, { platform, partOf }: ChartContext): void {
  if (devicePluginPools(platform).length === 0) return;
  new Namespace(chart, `namespace-${gpuNamespace}`, {
    name: gpuNamespace,
    // The socket of the plugin is a hostPath volume, which the levels below `privileged` refuse.
    podSecurity: 'privileged',
    partOf,
  });
}

/** Adds the device plugin, in an Application of its own. */
export function addDevicePlugin(
  chart: Chart,
  gpuPools: readonly ResolvedNodePool[],
  { platform, partOf }: ChartContext,
): void {
  new GpuDevicePlugin(chart, 'gpu-device-plugin', {
    namespace: gpuNamespace,
    partOf,
    ...(gpuPools.some(({ vmSize }) => vmSize.gpu?.isMigDevice) ? { migStrategy: 'single' as const } : {}),
    nodeSelectors: uniqueSelectors(
      gpuPools.map((pool) => placementOn(pool, platform.nodePools).nodeSelector),
    ),
    tolerations: tolerationsOfAll(gpuPools),
  });
}

/** Adds a namespace for each Helm chart. CustomResourceDefinitions need none. */
function addExternalNamespaces(chart: Chart, { platform, outputs, partOf }: ChartContext): void {
  const made = new Map(
    externalApplications(platform, outputs.clientIds)
      .filter(({ namespace }) => namespace !== 'default')
      .map(({ namespace, podSecurity }) => [namespace, podSecurity]),
  );
  for (const [name, podSecurity] of made)
    new Namespace(chart, `namespace-${name}`, { name, podSecurity, partOf });
}

/**
 * Every ServiceAccount that an identity trusts in a namespace of the platform, sorted by name, even
 * if no workload uses it. The owners of other namespaces create their ServiceAccounts.
 */
function serviceAccountsOf(platform: ResolvedPlatform): readonly ResolvedWorkloadIdentity[] {
  const ours = [platform.namespace, ...workloadsOf(platform, 'langfuse').map(({ namespace }) => namespace)];
  return platform.identities
    .flatMap(({ name, clientIdOutput, federatedCredentials }) =>
      federatedCredentials.map(({ serviceAccount }) => ({
        identityName: name,
        clientIdOutput,
        serviceAccount,
      })),
    )
    .filter(({ serviceAccount }) => ours.includes(serviceAccount.namespace))
    .sort((a, b) => (a.serviceAccount.name < b.serviceAccount.name ? -1 : 1));
}

/** Each identity that a trigger uses, with the output of its client id, sorted by name. */
export function triggerIdentitiesOf(platform: ResolvedPlatform): readonly (readonly [string, string])[] {
  const identities = scalingsOf(platform)
    .flatMap(({ triggers }) => triggers)
    .flatMap(({ identity }) => identity ?? []);
  const outputs = new Map(identities.map((identity) => [identity.identityName, identity.clientIdOutput]));
  return [...outputs.keys()].sort().map((name) => [name, outputs.get(name)!] as const);
}

function uniqueSelectors(
  selectors: readonly Readonly<Record<string, string>>[],
): readonly Readonly<Record<string, string>>[] {
  return [...new Map(selectors.map((selector) => [JSON.stringify(selector), selector])).values()];
}
