import type { PlatformDefinition } from '../../definition/platform-definition';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { knownNames, requireRule } from '../../problems/value-rules';
import type { ResolvedPlatform } from '../resolved-platform';
import { langfuseNames } from '../workloads/langfuse-names';
import { definedWorkloads, kindOf } from '../workloads/workload-kinds';
import { ingressWorkload, notificationsWorkload } from './platform-workloads';
import type { ResolvedApplication } from './resolved-application';
import type { ResolvedNotifications } from './resolved-notifications';

/** Folder and application of what belongs to the cluster and not to a workload. */
export const clusterApplication = 'cluster';
/** Folder of the Argo CD objects themselves. */
export const argoCdFolder = 'argocd';
/** Namespace of the NVIDIA device plugin. */
export const gpuNamespace = 'gpu-resources';

/** Folder of dashboards, which Argo CD does not read. */
export const grafanaFolder = 'grafana';

/** Charts that the platform brings where something needs them. */
const ownCharts = [
  'agentgateway',
  'agentgateway-crds',
  'alb-controller',
  'gateway-api',
  'gpu-operator',
  'inference-extension',
  'lws',
];

/** Applications that the platform may make by itself, besides the workloads. */
const reservedNames = [
  clusterApplication,
  argoCdFolder,
  ingressWorkload,
  notificationsWorkload,
  grafanaFolder,
  ...ownCharts,
];

/** Every application that may come from a chart. */
export function chartNames({ helmCharts = [], langfuse }: PlatformDefinition): readonly string[] {
  return [
    ...helmCharts.map(({ name }) => name),
    ...(langfuse === undefined ? [] : [langfuseNames(langfuse).name]),
    ...ownCharts,
  ];
}

/** Each workload has a folder, an application and often a Service of its name. */
export function checkApplicationNames(definition: PlatformDefinition, problems: ProblemList): void {
  const seen = new Map<string, string>();
  for (const {
    account: { name },
    path,
    at,
  } of definedWorkloads(definition)) {
    const here = at(problems);
    requireRule(
      here,
      'name',
      kubernetesNameProblem('service', name),
      'Choose another name; the Service has it too.',
    );
    if (reservedNames.includes(name))
      here.add('name', `"${name}" is the name of a folder of the platform's own`, 'Choose another name.');
    const first = seen.get(name);
    if (first !== undefined)
      here.add('name', `"${name}" is also the name of ${first}`, 'Give each workload its own name.');
    else seen.set(name, path);
  }
  const servers = [...(definition.inferenceServers ?? []), ...(definition.tritonServers ?? [])];
  if (servers.length > 0 && !definition.nodePools.some((pool) => pool.role === 'gpu')) {
    problems.add(
      'nodePools',
      `inference servers need a pool with the role "gpu". ${knownNames('', [])}`,
      'Add one.',
    );
  }
}

/** The folders of the platform's own objects, in the order of the sync. Charts of others have applications of their own. */
export function resolvedApplications(
  platform: Pick<ResolvedPlatform, 'namespace' | 'cluster' | 'nodePools' | 'workloads' | 'ingress'>,
  notifications: ResolvedNotifications | undefined,
): readonly ResolvedApplication[] {
  const { namespace, cluster, nodePools, ingress } = platform;
  const hasDevicePlugin =
    cluster.gpuStack === 'device-plugin' && nodePools.some((pool) => pool.vmSize.gpu !== undefined);
  const workloads = platform.workloads.filter((workload) => kindOf(workload).delivery === 'manifests');
  const names = [...workloads.map(({ name }) => name), ...(ingress === undefined ? [] : [ingressWorkload])];
  return [
    // Namespaces and the device plugin come before everything that needs them.
    {
      name: clusterApplication,
      namespace,
      otherNamespaces: hasDevicePlugin ? [gpuNamespace] : [],
      syncWave: -5,
      ownProject: false,
    },
    ...names.map((name) => ({ name, namespace, otherNamespaces: [], syncWave: 0, ownProject: false })),
    ...(notifications?.own === undefined
      ? []
      : [
          {
            name: notificationsWorkload,
            namespace: notifications.own.namespace,
            otherNamespaces: [],
            syncWave: 0,
            // An application that writes to Argo CD's namespace controls the cluster: the workloads' project must not allow it.
            ownProject: true,
          },
        ]),
  ];
}
