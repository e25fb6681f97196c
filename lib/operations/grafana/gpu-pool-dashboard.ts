import { nodesOfPool } from '../alerts/gpu-pool-alerts';
import { dashboard } from './dashboard';
import type { GrafanaDashboard } from './dashboard-model';
import type { PanelSpec } from './panels';
import { choice } from './variables';

/** Input of gpuPoolDashboard(). */
export interface GpuPoolDashboardInput {
  readonly environment: string;
  readonly namespace: string;
  /** At least one. */
  readonly pools: readonly {
    readonly name: string;
    readonly minNodes: number;
    readonly maxNodes: number;
    readonly gpusPerNode: number;
  }[];
  /** Whether something on the nodes measures the GPUs themselves. */
  readonly measured: boolean;
}

/** How the GPU pools are used: nodes against their limits, GPUs that are there, asked for and waited for. */
export function gpuPoolDashboard(input: GpuPoolDashboardInput): GrafanaDashboard {
  const { environment, namespace, pools, measured } = input;
  return dashboard({
    environment,
    name: 'gpu-pools',
    title: 'GPU pools',
    description: 'Nodes against their limits, and GPUs that are there, asked for and waited for.',
    variables: [
      choice({
        name: 'namespace',
        label: 'Namespace',
        description: 'Namespace of the workloads.',
        values: [{ text: namespace, value: namespace }],
        multi: false,
      }),
      choice({
        name: 'pool',
        label: 'Pool',
        description: 'The pools of the rows below the first.',
        values: pools.map(({ name }) => ({ text: name, value: name })),
        multi: true,
      }),
    ],
    rows: [
      { title: 'Nodes', panels: pools.map((pool) => nodesPanel(pool, pools.length)) },
      { title: 'GPUs', panels: gpus },
      { title: 'Nodes in detail', panels: nodeDetails },
      ...(measured ? [{ title: 'Inside the GPUs', panels: insideGpus }] : []),
    ],
  });
}

function nodesPanel(
  { name, minNodes, maxNodes, gpusPerNode }: GpuPoolDashboardInput['pools'][number],
  count: number,
): PanelSpec {
  const each = gpusPerNode === 1 ? '1 GPU' : `${gpusPerNode} GPUs`;
  return {
    title: `Nodes of ${name}`,
    description: `${minNodes} to ${maxNodes}, each with ${each}. At the line the pool has all that it may have; that pods wait for it then is an alert.`,
    width: Math.max(6, Math.floor(24 / Math.min(count, 4))),
    content: {
      unit: 'short',
      limit: maxNodes,
      max: maxNodes + 1,
      queries: [
        { expr: `count(kube_node_info{${nodesOfPool(name)}}) or vector(0)`, legend: 'nodes' },
        {
          expr: `sum(kube_node_status_condition{condition="Ready",status="true",${nodesOfPool(name)}}) or vector(0)`,
          legend: 'ready',
        },
      ],
    },
  };
}

const ofPools = 'node=~"aks-($pool)-.+"';
const gpuResource = 'resource="nvidia_com_gpu"';
/** Sums by pool, which a node has in its name only. */
const byPool = (series: string) =>
  `sum by (pool) (label_replace(${series}, "pool", "$1", "node", "aks-([^-]+)-.+"))`;
/** Pods that are over still have their requests until they are deleted. */
const ofLivingPods = (series: string) =>
  `${series} * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1)`;

const gpus: readonly PanelSpec[] = [
  {
    title: 'GPUs that nodes offer',
    description: 'What the device plugin has found. Fewer than the size has is an alert.',
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
    description: 'What pods on the nodes have asked for: nobody else gets it, whether they use it or not.',
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
    title: 'GPUs that pods wait for',
    description: 'Pods of the namespace that have no node yet.',
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

/** node-exporter's `instance` is the name of the node. */
const ofInstances = 'instance=~"aks-($pool)-.+"';

const nodeDetails: readonly PanelSpec[] = [
  {
    title: 'Nodes that are not ready',
    description: 'At 1 the node is there and takes no pods. For 20 minutes it is an alert.',
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
    description: 'Tokenizers and data loaders: at the top, GPUs wait for them.',
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
    description: 'Of the node, not of its GPUs.',
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
    'Share of the time in which any kernel ran. A high one says busy, not efficient.',
    100,
  ),
  gpu(
    'Memory',
    'DCGM_FI_DEV_FB_USED',
    'mbytes',
    'In use. vLLM takes its share at the start, whatever it is asked.',
  ),
  gpu('Power', 'DCGM_FI_DEV_POWER_USAGE', 'watt', 'A busy GPU near its idle power hangs in a kernel.'),
  gpu('Temperature', 'DCGM_FI_DEV_GPU_TEMP', 'celsius', 'Near its limit a GPU slows itself down.'),
  gpu(
    'Last Xid error',
    'DCGM_FI_DEV_XID_ERRORS',
    'none',
    'Number of the last error of the driver; 0: none. What each asks for: docs.nvidia.com/deploy/xid-errors.',
  ),
];
