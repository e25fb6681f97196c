import type { CompletePlatform } from '../../definition/platform-definition';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireRule } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { ResolvedPlatform } from '../resolved-platform';
import { langfuseNames } from '../workloads/langfuse-names';
import { definedWorkloads, kindOf } from '../workloads/workload-kinds';
import { devicePluginApplication, ingressWorkload, notificationsWorkload } from './platform-workloads';
import type { ResolvedApplication } from './resolved-application';
import type { ResolvedNotifications } from './resolved-notifications';

/** Application and folder of the objects that belong to the cluster, not to one workload. */
export const clusterApplication = 'cluster';
/** Folder of the Argo CD objects. */
export const argoCdFolder = 'argocd';
/** Namespace of the NVIDIA device plugin. */
export const gpuNamespace = 'gpu-resources';

/**
 * Folder of the Grafana dashboards, in `dist/` or in the folder of an environment. Argo CD does not
 * sync it.
 */
export const grafanaFolder = 'grafana';

/** Helm charts that the platform adds if a part of it needs them. */
const ownCharts = [
  'agentgateway',
  'agentgateway-crds',
  'alb-controller',
  'gateway-api',
  'gpu-operator',
  'inference-extension',
  'lws',
];

/** Names of applications and folders that the platform may add. */
const reservedNames = [
  clusterApplication,
  devicePluginApplication,
  argoCdFolder,
  ingressWorkload,
  notificationsWorkload,
  grafanaFolder,
  ...ownCharts,
];

/** Names of every application that may be a Helm chart. */
export function chartNames({ helmCharts, langfuse }: CompletePlatform): readonly string[] {
  return [
    ...helmCharts.map(({ name }) => name),
    ...(langfuse === undefined ? [] : [langfuseNames(langfuse).name]),
    ...ownCharts,
  ];
}

/**
 * Checks the names of workloads: each is the name of a folder, of an application, and often of a
 * Service.
 */
export function checkApplicationNames(definition: CompletePlatform, problems: ProblemList): void {
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
      'Choose another name. It is also the name of a Service.',
    );
    if (reservedNames.includes(name))
      here.add(
        'name',
        `"${name}" is reserved: the platform has an application with this name`,
        'Choose another name.',
      );
    const first = seen.get(name);
    if (first !== undefined)
      here.add('name', `"${name}" is already the name of ${first}`, 'Choose another name.');
    else seen.set(name, path);
  }
  const { inferenceServers, tritonServers, nodePools } = definition;
  if (inferenceServers.length + tritonServers.length > 0 && !nodePools.some(({ role }) => role === 'gpu')) {
    problems.add('nodePools', 'model servers need a node pool with the role "gpu"', 'Add one.');
  }
}

/** GPU pools on which the platform runs the device plugin. */
export function devicePluginPools({
  cluster,
  nodePools,
}: Pick<ResolvedPlatform, 'cluster' | 'nodePools'>): readonly ResolvedNodePool[] {
  return cluster.gpuStack === 'device-plugin'
    ? nodePools.filter(({ vmSize }) => vmSize.gpu !== undefined)
    : [];
}

/**
 * Applications with objects that the platform renders. Helm charts have applications of their own.
 */
export function resolvedApplications(
  platform: Pick<ResolvedPlatform, 'namespace' | 'cluster' | 'nodePools' | 'workloads' | 'ingress'>,
  notifications: ResolvedNotifications | undefined,
): readonly ResolvedApplication[] {
  const { namespace, cluster, nodePools, ingress } = platform;
  const hasDevicePlugin = devicePluginPools({ cluster, nodePools }).length > 0;
  const workloads = platform.workloads.filter((workload) => kindOf(workload).delivery === 'manifests');
  const names = [...workloads.map(({ name }) => name), ...(ingress === undefined ? [] : [ingressWorkload])];
  return [
    // Namespaces and identities come before everything that needs them. Nothing in it runs, so that
    // its first sync takes seconds.
    { name: clusterApplication, namespace, syncWave: -5, ownProject: false },
    ...(hasDevicePlugin
      ? [{ name: devicePluginApplication, namespace: gpuNamespace, syncWave: 0, ownProject: false }]
      : []),
    ...names.map((name) => ({ name, namespace, syncWave: 0, ownProject: false })),
    ...(notifications?.own === undefined
      ? []
      : [
          {
            name: notificationsWorkload,
            namespace: notifications.own.namespace,
            syncWave: 0,
            // An application that writes to Argo CD's namespace controls the cluster: the
            // workloads' project must not allow it.
            ownProject: true,
          },
        ]),
  ];
}
