import type { PlatformDefinition } from '../definition/platform-definition';
import { kubernetesNameProblem } from '../facts/kubernetes-names';
import type { ProblemList } from '../problems/problem-list';
import { knownNames, requireRule } from '../problems/value-rules';
import { ingressWorkload, notificationsWorkload } from './identity-needs';
import { langfuseNames } from './langfuse-names';
import type { ResolvedNotifications } from './resolved-notifications';
import type { ResolvedApplication, ResolvedPlatform } from './resolved-platform';

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

interface NamedWorkload {
  readonly name: string;
  readonly path: string;
  readonly at: (problems: ProblemList) => ProblemList;
}

const workloadLists = [
  'inferenceServers',
  'tritonServers',
  'httpApps',
  'agentApps',
  'queueWorkers',
  'cronJobs',
  'helmCharts',
] as const satisfies readonly (keyof PlatformDefinition)[];

function namedWorkloads(definition: PlatformDefinition): readonly NamedWorkload[] {
  const { gateway, langfuse } = definition;
  return [
    ...workloadLists.flatMap((key) =>
      (definition[key] ?? []).map(({ name }, index) => ({
        name,
        path: `${key}[${index}]`,
        at: (problems: ProblemList) => problems.at(key).at(index),
      })),
    ),
    ...(gateway === undefined
      ? []
      : [{ name: gateway.name, path: 'gateway', at: (problems: ProblemList) => problems.at('gateway') }]),
    ...(langfuse === undefined
      ? []
      : [
          {
            name: langfuseNames(langfuse).name,
            path: 'langfuse',
            at: (problems: ProblemList) => problems.at('langfuse'),
          },
        ]),
  ];
}

/** Each workload has a folder, an application and often a Service of its name. */
export function checkApplicationNames(definition: PlatformDefinition, problems: ProblemList): void {
  const seen = new Map<string, string>();
  for (const { name, path, at } of namedWorkloads(definition)) {
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

type Applications = { readonly notifications: ResolvedNotifications | undefined } & Pick<
  ResolvedPlatform,
  | 'namespace'
  | 'cluster'
  | 'nodePools'
  | 'inferenceServers'
  | 'tritonServers'
  | 'gateway'
  | 'httpApps'
  | 'agentApps'
  | 'queueWorkers'
  | 'cronJobs'
  | 'ingress'
>;

/** The folders of the platform's own objects, in the order of the sync. Charts of others have applications of their own. */
export function resolvedApplications(platform: Applications): readonly ResolvedApplication[] {
  const { namespace, gateway, ingress } = platform;
  const hasDevicePlugin =
    platform.cluster.gpuStack === 'device-plugin' &&
    platform.nodePools.some((pool) => pool.vmSize.gpu !== undefined);
  const workloads = [
    ...platform.inferenceServers,
    ...platform.tritonServers,
    ...(gateway === undefined ? [] : [gateway]),
    ...platform.httpApps,
    ...platform.agentApps,
    ...platform.queueWorkers,
    ...platform.cronJobs,
    ...(ingress === undefined ? [] : [{ name: ingressWorkload }]),
  ];
  return [
    // Namespaces and the device plugin come before everything that needs them.
    {
      name: clusterApplication,
      namespace,
      otherNamespaces: hasDevicePlugin ? [gpuNamespace] : [],
      syncWave: -5,
      ownProject: false,
    },
    ...workloads.map(({ name }) => ({
      name,
      namespace,
      otherNamespaces: [],
      syncWave: 0,
      ownProject: false,
    })),
    ...(platform.notifications?.own === undefined
      ? []
      : [
          {
            name: notificationsWorkload,
            namespace: platform.notifications.own.namespace,
            otherNamespaces: [],
            syncWave: 0,
            // Who may write to the namespace of Argo CD rules the cluster: the workloads' project must not.
            ownProject: true,
          },
        ]),
  ];
}
