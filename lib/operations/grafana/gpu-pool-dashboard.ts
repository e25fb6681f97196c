import { dashboard } from './dashboard';
import { type DashboardEnvironment, uniqueOf } from './dashboard-environment';
import type { GrafanaDashboard } from './dashboard-model';
import type { PanelSpec } from './panels';
import { choice, environmentVariable, limitOfChoice } from './variables';

/** GPU pools of an environment. */
export interface GpuPoolEnvironment extends DashboardEnvironment {
  readonly pools: readonly { readonly name: string; readonly maxNodes: number }[];
  /** Whether an exporter on the nodes measures the GPUs. */
  readonly measured: boolean;
}

/** Input of gpuPoolDashboard(). */
export interface GpuPoolDashboardInput {
  readonly uid: string;
  /** At least one pool in total. */
  readonly environments: readonly GpuPoolEnvironment[];
}

/** Use of the GPU pools: nodes and their maximum, offered, requested and pending GPUs. */
export function gpuPoolDashboard({ uid, environments }: GpuPoolDashboardInput): GrafanaDashboard {
  const pools = uniqueOf(environments, (each) => each.pools.map(({ name }) => name));
  return dashboard({
    uid,
    title: 'GPU pools',
    description: 'Nodes and their maximum, and offered, requested and pending GPUs.',
    environments: environments.map(({ name }) => name),
    variables: [
      environmentVariable(environments),
      choice({
        name: 'pool',
        label: 'Pool',
        description: 'GPU pools of all environments.',
        values: pools.map((name) => ({ text: name, value: name })),
        multi: true,
      }),
    ],
    rows: [
      { title: 'Nodes', panels: [nodesPanel(environments)] },
      { title: 'GPUs', panels: gpus },
      { title: 'Nodes in detail', panels: nodeDetails },
      ...(environments.some(({ measured }) => measured)
        ? [{ title: 'GPU metrics of the DCGM exporter', panels: insideGpus }]
        : []),
    ],
  });
}

/** Grafana repeats the panel for each selected pool. */
function nodesPanel(environments: readonly GpuPoolEnvironment[]): PanelSpec {
  const nodes = 'node=~"aks-$pool-.+"';
  return {
    title: 'Nodes of $pool',
    description:
      'Nodes that exist, and nodes that are ready, with the maximum of the pool. An alert fires if pods wait while the pool is at its maximum.',
    width: 6,
    repeat: 'pool',
    content: {
      unit: 'short',
      queries: [
        { expr: `count(kube_node_info{${nodes}}) or vector(0)`, legend: 'nodes' },
        {
          expr: `sum(kube_node_status_condition{condition="Ready",status="true",${nodes}}) or vector(0)`,
          legend: 'ready',
        },
        {
          expr: limitOfChoice(
            'pool',
            environments.flatMap((environment) =>
              environment.pools.map(({ name, maxNodes }) => ({
                environment,
                value: name,
                limit: maxNodes,
              })),
            ),
          ),
          legend: 'maximum of {{environment}}',
        },
      ],
    },
  };
}

const ofPools = 'node=~"aks-($pool)-.+"';
const gpuResource = 'resource="nvidia_com_gpu"';
/** Sums by pool. A series contains the pool only in the name of the node. */
const byPool = (series: string) =>
  `sum by (pool) (label_replace(${series}, "pool", "$1", "node", "aks-([^-]+)-.+"))`;
/** A completed pod keeps its requests until it is deleted. */
const ofLivingPods = (series: string) =>
  `${series} * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1)`;

const gpus: readonly PanelSpec[] = [
  {
    title: 'GPUs that nodes offer',
    description:
      'GPUs that the device plugin has registered. An alert fires if a node offers fewer than its VM size has.',
    width: 8,
    content: {
      unit: 'short',
      queries: [
        { expr: byPool(`kube_node_status_allocatable{${gpuResource},${ofPools}}`), legend: '{{pool}}' },
      ],
    },
  },
  {
    title: 'GPUs in use',
    description: 'GPUs that pods on the nodes request. No other pod can use them, even if they are idle.',
    width: 8,
    content: {
      unit: 'short',
      queries: [
        {
          expr: byPool(ofLivingPods(`kube_pod_container_resource_requests{${gpuResource},${ofPools}}`)),
          legend: '{{pool}}',
        },
      ],
    },
  },
  {
    title: 'Pending GPU requests',
    description: 'GPUs that pods of the environment request without a node.',
    width: 8,
    content: {
      unit: 'short',
      stacked: true,
      queries: [
        {
          expr: `sum by (pod) (kube_pod_container_resource_requests{namespace="$namespace",${gpuResource},node=""})`,
          legend: '{{pod}}',
        },
      ],
    },
  },
];

/** In series of node-exporter, `instance` is the name of the node. */
const ofInstances = 'instance=~"aks-($pool)-.+"';

const nodeDetails: readonly PanelSpec[] = [
  {
    title: 'Nodes that are not ready',
    description: '1: the node exists and accepts no pods. An alert fires after 20 minutes.',
    width: 8,
    content: {
      unit: 'short',
      max: 1,
      queries: [
        {
          expr: `1 - max by (node) (kube_node_status_condition{condition="Ready",status="true",${ofPools}})`,
          legend: '{{node}}',
        },
      ],
    },
  },
  {
    title: 'CPU',
    description: 'CPU utilization of the node. At 100 %, GPUs wait for tokenizers and data loaders.',
    width: 8,
    content: {
      unit: 'percentunit',
      max: 1,
      queries: [
        {
          expr: `1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle",${ofInstances}}[$__rate_interval]))`,
          legend: '{{instance}}',
        },
      ],
    },
  },
  {
    title: 'Memory',
    description: 'Memory of the node, not of its GPUs.',
    width: 8,
    content: {
      unit: 'percentunit',
      max: 1,
      queries: [
        {
          expr: `1 - max by (instance) (node_memory_MemAvailable_bytes{${ofInstances}}) / max by (instance) (node_memory_MemTotal_bytes{${ofInstances}})`,
          legend: '{{instance}}',
        },
      ],
    },
  },
];

const gpu = (title: string, metric: string, unit: string, description: string, max?: number): PanelSpec => ({
  title,
  description,
  width: 8,
  content: {
    unit,
    ...(max === undefined ? {} : { max }),
    queries: [{ expr: `max by (instance, gpu) (${metric}{${ofInstances}})`, legend: '{{instance}} {{gpu}}' }],
  },
});

const insideGpus: readonly PanelSpec[] = [
  gpu(
    'Utilization',
    'DCGM_FI_DEV_GPU_UTIL',
    'percent',
    'Share of time in which a kernel ran. A high value means busy, not efficient.',
    100,
  ),
  gpu(
    'GPU memory',
    'DCGM_FI_DEV_FB_USED',
    'mbytes',
    'Memory in use. vLLM allocates its share at the start, regardless of the load.',
  ),
  gpu(
    'Power',
    'DCGM_FI_DEV_POWER_USAGE',
    'watt',
    'Power draw. A busy GPU near its idle power hangs in a kernel.',
  ),
  gpu(
    'Temperature',
    'DCGM_FI_DEV_GPU_TEMP',
    'celsius',
    'Temperature of the GPU. Near its limit, the GPU lowers its clock.',
  ),
  gpu(
    'Last Xid error',
    'DCGM_FI_DEV_XID_ERRORS',
    'none',
    'Number of the last error of the driver; 0: none. For each number, see docs.nvidia.com/deploy/xid-errors.',
  ),
];
