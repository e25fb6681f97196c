/**
 * A recording rule: Prometheus evaluates the expression once a minute and stores it as a new
 * series.
 */
export interface RecordingRule {
  /** Name of the series, which the dashboards use. */
  readonly record: string;
  /** PromQL. */
  readonly expression: string;
  /** Additional labels. */
  readonly labels?: Readonly<Record<string, string>>;
}

const node = (metric: string, more = '') => `${metric}{job="node"${more}}`;
const kubeState = (metric: string, more = '') => `${metric}{job="kube-state-metrics"${more}}`;

const availableMemory = `(${node('node_memory_MemAvailable_bytes')} or (${[
  'node_memory_Buffers_bytes',
  'node_memory_Cached_bytes',
  'node_memory_MemFree_bytes',
  'node_memory_Slab_bytes',
]
  .map((metric) => node(metric))
  .join(' + ')}))`;

const networkRate = (metric: string) => `sum without (device) (rate(${node(metric, ', device!="lo"')}[5m]))`;

/** Utilization, saturation and errors of nodes. */
const nodeRules: readonly RecordingRule[] = [
  {
    record: 'instance:node_num_cpu:sum',
    expression: `count without (cpu, mode) (${node('node_cpu_seconds_total', ', mode="idle"')})`,
  },
  {
    record: 'instance:node_cpu_utilisation:rate5m',
    expression: `1 - avg without (cpu) (sum without (mode) (rate(${node('node_cpu_seconds_total', ', mode=~"idle|iowait|steal"')}[5m])))`,
  },
  {
    record: 'instance:node_load1_per_cpu:ratio',
    expression: `${node('node_load1')} / ${node('instance:node_num_cpu:sum')}`,
  },
  {
    record: 'instance:node_memory_utilisation:ratio',
    expression: `1 - ${availableMemory} / ${node('node_memory_MemTotal_bytes')}`,
  },
  {
    record: 'instance:node_vmstat_pgmajfault:rate5m',
    expression: `rate(${node('node_vmstat_pgmajfault')}[5m])`,
  },
  ...['', '_weighted'].map((kind) => ({
    record: `instance_device:node_disk_io_time${kind}_seconds:rate5m`,
    expression: `rate(${node(`node_disk_io_time${kind}_seconds_total`, ', device!=""')}[5m])`,
  })),
  ...['receive_bytes', 'transmit_bytes', 'receive_drop', 'transmit_drop'].map((kind) => ({
    record: `instance:node_network_${kind}_excluding_lo:rate5m`,
    expression: networkRate(`node_network_${kind}_total`),
  })),
];

/** Adds the node of a pod to a series of its containers. */
const withNode = (series: string, by: string) =>
  `${series} * on (${by}) group_left (node) topk by (${by}) (1, max by (${by}, node) (kube_pod_info{node!=""}))`;

const isActivePod = 'max by (namespace, pod, cluster) (kube_pod_status_phase{phase=~"Pending|Running"} == 1)';

/** Requests or limits of containers: for each active pod, and the total of a namespace. */
const askedRules = (resource: 'memory' | 'cpu', kind: 'requests' | 'limits'): readonly RecordingRule[] => {
  const metric = `kube_pod_container_resource_${kind}`;
  const series = kubeState(metric, `, resource="${resource}"`);
  return [
    {
      record: `cluster:namespace:pod_${resource}:active:${metric}`,
      expression: `${series} * on (namespace, pod, cluster) group_left () ${isActivePod}`,
    },
    {
      record: `namespace_${resource}:${metric}:sum`,
      expression: `sum by (namespace, cluster) (sum by (namespace, pod, cluster) (max by (namespace, pod, container, cluster) (${series}) * on (namespace, pod, cluster) group_left () ${isActivePod}))`,
    },
  ];
};

const workloadRule = (workloadType: string, owner: string): RecordingRule => ({
  record: 'namespace_workload_pod:kube_pod_owner:relabel',
  expression: `max by (cluster, namespace, workload, pod) (label_replace(${owner}, "workload", "$1", "owner_name", "(.*)"))`,
  labels: { workload_type: workloadType },
});

const ownedBy = (kind: string) => kubeState('kube_pod_owner', `, owner_kind="${kind}"`);

/** A Deployment owns its pods through a ReplicaSet, which contains the name of the Deployment. */
const ownerOfReplicaSet = `label_replace(${ownedBy('ReplicaSet')}, "replicaset", "$1", "owner_name", "(.*)") * on (replicaset, namespace) group_left (owner_name) topk by (replicaset, namespace) (1, max by (replicaset, namespace, owner_name) (${kubeState('kube_replicaset_owner')}))`;

/** Use of CPU and memory by container, workload, namespace and cluster. */
const kubernetesRules: readonly RecordingRule[] = [
  {
    record: 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate',
    expression: withNode(
      'sum by (cluster, namespace, pod, container) (irate(container_cpu_usage_seconds_total{job="cadvisor", image!=""}[5m]))',
      'cluster, namespace, pod',
    ),
  },
  ...['working_set_bytes', 'rss', 'cache', 'swap'].map((kind) => ({
    record: `node_namespace_pod_container:container_memory_${kind}`,
    expression: withNode(`container_memory_${kind}{job="cadvisor", image!=""}`, 'namespace, pod'),
  })),
  ...askedRules('memory', 'requests'),
  ...askedRules('cpu', 'requests'),
  ...askedRules('memory', 'limits'),
  ...askedRules('cpu', 'limits'),
  workloadRule('deployment', ownerOfReplicaSet),
  workloadRule('daemonset', ownedBy('DaemonSet')),
  workloadRule('statefulset', ownedBy('StatefulSet')),
  workloadRule('job', ownedBy('Job')),
  {
    record: ':node_memory_MemAvailable_bytes:sum',
    expression: `sum by (cluster) ${availableMemory}`,
  },
  {
    record: 'cluster:node_cpu:ratio_rate5m',
    expression: `sum by (cluster) (rate(${node('node_cpu_seconds_total', ', mode!="idle", mode!="iowait", mode!="steal"')}[5m])) / count by (cluster) (sum by (cluster, instance, cpu) (${node('node_cpu_seconds_total')}))`,
  },
];

/**
 * Recording rules for Azure's Grafana dashboards, which stay empty without them. The names are
 * those of kubernetes-mixin, and the set is that of Azure's own onboarding of Linux nodes.
 *
 * @see learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-default,
 * "Recording rules"; Azure/prometheus-collector `AddonTerraformTemplate` (2026-11).
 */
export const recordingRuleGroups: readonly {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly RecordingRule[];
}[] = [
  { id: 'node-rules', name: 'NodeRecordingRulesRuleGroup', rules: nodeRules },
  { id: 'kubernetes-rules', name: 'KubernetesRecordingRulesRuleGroup', rules: kubernetesRules },
];
