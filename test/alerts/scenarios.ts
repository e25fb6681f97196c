/** Series, and the alerts of the sample platform in production that they fire. */
export interface Scenario {
  readonly alert: string;
  readonly title: string;
  /** A value a minute, in promtool's notation: `1x60` is 61 times 1, `0+1x60` counts, `_x5` is nothing, `stale` is an end. */
  readonly series: Readonly<Record<string, string>>;
  /** Minute that is looked at. */
  readonly at: number;
  /** Labels of each alert that fires; none: it is silent. */
  readonly fires: readonly Readonly<Record<string, string>>[];
}

const inProduction = 'namespace="production"';
const pod = 'vllm-7d9c5b8f6d-abcde';
const podLabels = `${inProduction},pod="${pod}"`;
const engine = `${podLabels},container="vllm",model_name="microsoft/phi-4",engine="0"`;
const ready = (name: string) =>
  `kube_deployment_status_replicas_available{${inProduction},deployment="${name}"}`;
const wanted = (name: string) => `kube_deployment_spec_replicas{${inProduction},deployment="${name}"}`;
const phase = (name: string, value: string) =>
  `kube_pod_status_phase{${inProduction},pod="${name}",uid="1",phase="${value}"}`;
const gpuRequest = (name: string, node: string) =>
  `kube_pod_container_resource_requests{${inProduction},pod="${name}",container="vllm",node="${node}",resource="nvidia_com_gpu",unit="integer"}`;
const gpuNode = (index: number, pool = 'gpupool') => `aks-${pool}-12345678-vmss00000${index}`;
const nodeInfo = (node: string) => `kube_node_info{node="${node}",kernel_version="6"}`;
const nodeReady = (node: string) =>
  `kube_node_status_condition{node="${node}",condition="Ready",status="true"}`;
const allocatable = (node: string) =>
  `kube_node_status_allocatable{node="${node}",resource="nvidia_com_gpu",unit="integer"}`;
const scalingActive = (name: string) =>
  `kube_horizontalpodautoscaler_status_condition{${inProduction},horizontalpodautoscaler="keda-hpa-${name}",condition="ScalingActive",status="false"}`;

const stalled: readonly Scenario[] = [
  {
    alert: 'vllm-stalled',
    title: 'requests are running and the engine makes no step',
    series: {
      [`vllm:num_requests_running{${engine}}`]: '4x30',
      [`vllm:num_requests_waiting{${engine}}`]: '0x30',
      [`vllm:iteration_tokens_total_count{${engine}}`]: '500x30',
    },
    at: 15,
    fires: [{ namespace: 'production', pod, engine: '0' }],
  },
  {
    alert: 'vllm-stalled',
    title: 'the engine is busy',
    series: {
      [`vllm:num_requests_running{${engine}}`]: '4x30',
      [`vllm:num_requests_waiting{${engine}}`]: '2x30',
      [`vllm:iteration_tokens_total_count{${engine}}`]: '500+90x30',
    },
    at: 20,
    fires: [],
  },
  {
    alert: 'vllm-stalled',
    title: 'no client sends a request',
    series: {
      [`vllm:num_requests_running{${engine}}`]: '0x30',
      [`vllm:num_requests_waiting{${engine}}`]: '0x30',
      [`vllm:iteration_tokens_total_count{${engine}}`]: '500x30',
    },
    at: 20,
    fires: [],
  },
];

const unavailable: readonly Scenario[] = [
  {
    alert: 'vllm-unavailable',
    title: 'no replica gets ready',
    series: { [wanted('vllm')]: '1x60', [ready('vllm')]: '0x60' },
    at: 43,
    fires: [{ namespace: 'production', deployment: 'vllm' }],
  },
  {
    alert: 'vllm-unavailable',
    title:
      'the last spot node is taken back, and a new one with its driver, image and model is there in 40 minutes',
    series: { [wanted('vllm')]: '1x60', [ready('vllm')]: '1x5 0x40 1x15' },
    at: 46,
    fires: [],
  },
  {
    alert: 'deepseek-unavailable',
    title: 'after office hours there is no replica, because none is required',
    series: {
      [`kube_statefulset_status_replicas{${inProduction},statefulset="deepseek"}`]: '0x600',
      [`kube_statefulset_status_replicas_ready{${inProduction},statefulset="deepseek"}`]: '0x600',
    },
    at: 500,
    fires: [],
  },
  {
    alert: 'deepseek-unavailable',
    title: 'in office hours the group does not get ready',
    series: {
      [`kube_statefulset_status_replicas{${inProduction},statefulset="deepseek"}`]: '0x60 1x300',
      [`kube_statefulset_status_replicas_ready{${inProduction},statefulset="deepseek"}`]: '0x360',
    },
    at: 300,
    fires: [{ namespace: 'production', statefulset: 'deepseek' }],
  },
  {
    alert: 'embedder-unavailable',
    title: 'the queue is empty, and the workers are gone',
    series: { [wanted('embedder')]: '0x120', [ready('embedder')]: '0x120' },
    at: 100,
    fires: [],
  },
];

const crashing = (name: string, container: string) =>
  `kube_pod_container_status_waiting_reason{${inProduction},pod="${name}",uid="1",container="${container}",reason="CrashLoopBackOff"}`;

const crashLoops: readonly Scenario[] = [
  {
    alert: 'ai-app-crash-loop',
    title: 'the container ends at once, again and again; in between it runs for two minutes',
    series: { [crashing('ai-app-7d9c5b8f6d-abcde', 'ai-app')]: '_x5 1 _ 1 _x2 1x2 _x2 1x5 _x2 1x5' },
    at: 20,
    fires: [{ namespace: 'production', pod: 'ai-app-7d9c5b8f6d-abcde', container: 'ai-app' }],
  },
  {
    alert: 'ai-app-crash-loop',
    title: 'it waits for its database for three tries, and then runs',
    series: { [crashing('ai-app-7d9c5b8f6d-abcde', 'ai-app')]: '_x5 1x2 _ 1 stale' },
    at: 17,
    fires: [],
  },
];

const restartCount = (name: string) =>
  `kube_pod_container_status_restarts_total{${inProduction},pod="${name}",uid="1",container="vllm"}`;

const restarts: readonly Scenario[] = [
  {
    alert: 'vllm-restarts',
    title: 'three restarts in an hour',
    series: { [restartCount(pod)]: '0x20 1x15 2x15 3x15' },
    at: 56,
    fires: [{ namespace: 'production', pod, container: 'vllm' }],
  },
  {
    alert: 'vllm-restarts',
    title: 'two restarts in an hour',
    series: { [restartCount(pod)]: '0x20 1x15 2x90' },
    at: 60,
    fires: [],
  },
  {
    alert: 'vllm-restarts',
    title: 'three restarts, hours apart',
    series: { [restartCount(pod)]: '0x50 1x120 2x120 3x120' },
    at: 300,
    fires: [],
  },
  {
    alert: 'vllm-restarts',
    title: 'a rollout, and pods that spot takes away: each new pod counts from nothing',
    series: Object.fromEntries(
      ['aaaaa', 'bbbbb', 'ccccc', 'ddddd'].map((suffix, index) => [
        restartCount(`vllm-7d9c5b8f6d-${suffix}`),
        `_x${10 * index + 1} 0x3 1x4 stale`,
      ]),
    ),
    at: 50,
    fires: [],
  },
  {
    alert: 'vllm-restarts',
    title: 'those of another server whose name begins alike are not its own',
    series: { [restartCount('vllm-big-7d9c5b8f6d-abcde')]: '0+1x60' },
    at: 60,
    fires: [],
  },
];

/** Each start of a group of a LeaderWorkerSet is a leader with the same name and another uid; it runs for some minutes. */
const groupStarts = (count: number, minutes: number, group = 0) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `kube_pod_status_phase{${inProduction},pod="deepseek-${group}",uid="${index}",phase="Running"}`,
      `${index === 0 ? '' : `_x${index * minutes} `}0x1 1x${minutes - 3} stale`,
    ]),
  );
const groupSpec = `kube_statefulset_metadata_generation{${inProduction},statefulset="deepseek"}`;
const workerPhase = (uid: number) =>
  `kube_pod_status_phase{${inProduction},pod="deepseek-0-1",uid="${uid}",phase="Running"}`;

const groups: readonly Scenario[] = [
  {
    alert: 'deepseek-crash-loop',
    title: 'the engine ends five minutes after its start, and the controller recreates the group each time',
    series: { ...groupStarts(12, 5), [groupSpec]: '3x60' },
    at: 35,
    fires: [{ namespace: 'production', pod: 'deepseek-0' }],
  },
  {
    alert: 'deepseek-crash-loop',
    title:
      'a container waits for its worker, and the controller does not recreate the group while the worker has no node',
    series: { [crashing('deepseek-0', 'vllm')]: '1x40', [groupSpec]: '3x60' },
    at: 20,
    fires: [{ namespace: 'production', pod: 'deepseek-0', container: 'vllm' }],
  },
  {
    alert: 'deepseek-crash-loop',
    title: 'an upgrade drains both of its nodes, one after the other',
    series: { ...groupStarts(3, 15), [groupSpec]: '3x60' },
    at: 60,
    fires: [],
  },
  {
    alert: 'deepseek-crash-loop',
    title: 'four commits within an hour, each another template',
    series: { ...groupStarts(5, 10), [groupSpec]: '3x9 5x9 7x9 9x9 11x30' },
    at: 55,
    fires: [],
  },
  {
    alert: 'deepseek-crash-loop',
    title: 'it is scaled to nothing and back four times within an hour',
    series: { ...groupStarts(5, 10), [groupSpec]: '3x7 4x2 5x6 6x2 7x6 8x2 9x6 10x2 11x30' },
    at: 55,
    fires: [],
  },
  {
    alert: 'deepseek-crash-loop',
    title: 'workers are not counted: a group has one leader',
    series: {
      ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((uid) => [workerPhase(uid), '1x60'])),
      ...groupStarts(1, 60),
      [groupSpec]: '3x60',
    },
    at: 55,
    fires: [],
  },
  {
    alert: 'deepseek-restarts',
    title: 'the engine ends every two hours',
    series: { ...groupStarts(5, 120), [groupSpec]: '3x600' },
    at: 500,
    fires: [{ namespace: 'production', pod: 'deepseek-0' }],
  },
  {
    alert: 'deepseek-restarts',
    title: 'it ended twice in a day of work',
    series: { ...groupStarts(3, 190), [groupSpec]: '3x600' },
    at: 500,
    fires: [],
  },
  {
    alert: 'deepseek-restarts',
    title: 'groups that are there side by side',
    series: {
      ...groupStarts(1, 590, 0),
      ...groupStarts(1, 590, 1),
      ...groupStarts(1, 590, 2),
      ...groupStarts(1, 590, 3),
      [groupSpec]: '3x600',
    },
    at: 500,
    fires: [],
  },
];

const pending: readonly Scenario[] = [
  {
    alert: 'vllm-pods-pending',
    title: 'no node comes',
    series: { [phase(pod, 'Pending')]: '1x60' },
    at: 41,
    fires: [{ namespace: 'production', pod }],
  },
  {
    alert: 'vllm-pods-pending',
    title: 'spot has none, the next pool grows, and the image is pulled: 33 minutes',
    series: { [phase(pod, 'Pending')]: '1x33 0x60', [phase(pod, 'Running')]: '0x33 1x60' },
    at: 60,
    fires: [],
  },
  {
    alert: 'evaluation-pods-pending',
    title: 'the volume with the secrets of a CronJob cannot be mounted',
    series: { [phase('evaluation-29406360-abcde', 'Pending')]: '1x60' },
    at: 16,
    fires: [{ namespace: 'production', pod: 'evaluation-29406360-abcde' }],
  },
  {
    alert: 'evaluation-pods-pending',
    title: 'a job that runs for an hour',
    series: {
      [phase('evaluation-29406360-abcde', 'Pending')]: '1x4 0x60',
      [phase('evaluation-29406360-abcde', 'Running')]: '0x4 1x60',
    },
    at: 60,
    fires: [],
  },
  {
    alert: 'deepseek-pods-pending',
    title: 'a worker of a group has no node',
    series: { [phase('deepseek-0-1', 'Pending')]: '1x60' },
    at: 41,
    fires: [{ namespace: 'production', pod: 'deepseek-0-1' }],
  },
];

const waiting = `vllm:num_requests_waiting{${engine}}`;

const overload: readonly Scenario[] = [
  {
    alert: 'vllm-requests-wait',
    title: 'all three replicas are there, and each has more than it can take',
    series: { [waiting]: '40x40', [wanted('vllm')]: '3x40', [ready('vllm')]: '3x40' },
    at: 16,
    fires: [{ namespace: 'production' }],
  },
  {
    alert: 'vllm-requests-wait',
    title: 'one more replica is on its way',
    series: { [waiting]: '40x60', [wanted('vllm')]: '1x3 2x60', [ready('vllm')]: '1x60' },
    at: 45,
    fires: [],
  },
  {
    alert: 'vllm-requests-wait',
    title: 'a burst of ten minutes',
    series: { [waiting]: '0x5 60x10 0x30', [wanted('vllm')]: '3x60', [ready('vllm')]: '3x60' },
    at: 16,
    fires: [],
  },
  {
    alert: 'vllm-requests-wait',
    title: 'a queue that the autoscaler finds right',
    series: { [waiting]: '5x60', [wanted('vllm')]: '1x60', [ready('vllm')]: '1x60' },
    at: 60,
    fires: [],
  },
];

/** The same model from another server, `vllm-spare`, as LiteLLM spreads requests over both. */
const ofOther = (metric: string) =>
  `vllm:${metric}{${inProduction},pod="vllm-spare-5b8f6d7d9c-abcde",container="vllm",model_name="microsoft/phi-4",engine="0"}`;

const others: readonly Scenario[] = [
  {
    alert: 'vllm-requests-wait',
    title: 'they wait at another server of the same model',
    series: {
      [ofOther('num_requests_waiting')]: '40x40',
      [waiting]: '0x40',
      [wanted('vllm')]: '1x40',
      [ready('vllm')]: '1x40',
    },
    at: 30,
    fires: [],
  },
  {
    alert: 'vllm-stalled',
    title: 'another server of the same model stands still',
    series: {
      [ofOther('num_requests_running')]: '4x30',
      [ofOther('num_requests_waiting')]: '0x30',
      [ofOther('iteration_tokens_total_count')]: '500x30',
    },
    at: 15,
    fires: [],
  },
  {
    alert: 'vllm-kv-cache-full',
    title: 'the cache of another server of the same model is full',
    series: { [ofOther('kv_cache_usage_perc')]: '0.97x40', [ofOther('num_requests_waiting')]: '3x40' },
    at: 30,
    fires: [],
  },
];

const cache = `vllm:kv_cache_usage_perc{${engine}}`;
const preemptions = `vllm:num_preemptions_total{${engine}}`;

const fullCaches: readonly Scenario[] = [
  {
    alert: 'vllm-kv-cache-full',
    title: 'requests wait for a place in it',
    series: { [cache]: '0.97x40', [waiting]: '3x40', [preemptions]: '0x40' },
    at: 16,
    fires: [{ namespace: 'production', pod, engine: '0' }],
  },
  {
    alert: 'vllm-kv-cache-full',
    title: 'requests are thrown out of the batch',
    series: { [cache]: '0.97x40', [waiting]: '0x40', [preemptions]: '0+2x40' },
    at: 20,
    fires: [{ namespace: 'production', pod, engine: '0' }],
  },
  {
    alert: 'vllm-kv-cache-full',
    title: 'it is well used, and no request waits',
    series: { [cache]: '0.97x40', [waiting]: '0x40', [preemptions]: '7x40' },
    at: 30,
    fires: [],
  },
];

const scalers: readonly Scenario[] = [
  {
    alert: 'vllm-scaler-fails',
    title: 'the query is refused while replicas work',
    series: { [scalingActive('vllm-scaler')]: '0x5 1x40', [ready('vllm')]: '2x45' },
    at: 22,
    fires: [{ namespace: 'production', horizontalpodautoscaler: 'keda-hpa-vllm-scaler' }],
  },
  {
    alert: 'vllm-scaler-fails',
    title: 'the metric comes from the replicas, and the only one of them starts',
    series: { [scalingActive('vllm-scaler')]: '1x40', [ready('vllm')]: '0x40' },
    at: 35,
    fires: [],
  },
  {
    alert: 'embedder-scaler-fails',
    title: 'there is no replica, and nothing to scale',
    series: { [scalingActive('embedder-scaler')]: '1x600', [ready('embedder')]: '0x600' },
    at: 500,
    fires: [],
  },
  {
    alert: 'ai-app-scaler-fails',
    title: 'KEDA is restarted by an upgrade of the cluster',
    series: { [scalingActive('ai-app-scaler')]: '0x5 1x8 0x40', [ready('ai-app')]: '3x60' },
    at: 30,
    fires: [],
  },
];

const threeNodes = (length: number) =>
  Object.fromEntries([0, 1, 2].map((index) => [nodeInfo(gpuNode(index)), `1x${length}`]));

const pools: readonly Scenario[] = [
  {
    alert: 'gpupool-pool-at-maximum',
    title: 'three nodes of three, and a pod that waits',
    series: { ...threeNodes(60), [gpuRequest(pod, '')]: '1x60' },
    at: 31,
    fires: [{}],
  },
  {
    alert: 'gpupool-pool-at-maximum',
    title: 'three nodes of three, and all are used',
    series: { ...threeNodes(600), [gpuRequest(pod, gpuNode(0))]: '1x600' },
    at: 500,
    fires: [],
  },
  {
    alert: 'gpupool-pool-at-maximum',
    title: 'two nodes of three: the third may still come',
    series: {
      [nodeInfo(gpuNode(0))]: '1x60',
      [nodeInfo(gpuNode(1))]: '1x60',
      [nodeInfo(gpuNode(0, 'gpuspot'))]: '1x60',
      [gpuRequest(pod, '')]: '1x60',
    },
    at: 50,
    fires: [],
  },
  {
    alert: 'gpuspot-pool-at-maximum',
    title: 'spot is full, and the pod gets a node of the next pool after 25 minutes',
    series: {
      [nodeInfo(gpuNode(0, 'gpuspot'))]: '1x60',
      [nodeInfo(gpuNode(1, 'gpuspot'))]: '1x60',
      [gpuRequest(pod, '')]: '1x25 stale',
      [gpuRequest(pod, gpuNode(0))]: '_x26 1x30',
    },
    at: 45,
    fires: [],
  },
];

const nodes: readonly Scenario[] = [
  {
    alert: 'gpupool-node-not-ready',
    title: 'a node does not come back',
    series: { [nodeReady(gpuNode(0))]: '1x5 0x40', [nodeReady(gpuNode(1))]: '1x45' },
    at: 27,
    fires: [{ node: gpuNode(0) }],
  },
  {
    alert: 'gpupool-node-not-ready',
    title: 'a node is reimaged in twelve minutes',
    series: { [nodeReady(gpuNode(0))]: '1x5 0x12 1x40' },
    at: 26,
    fires: [],
  },
  {
    alert: 'gpuspot-node-not-ready',
    title: 'Azure takes a spot node back, and AKS deletes it after some minutes',
    series: { [nodeReady(gpuNode(0, 'gpuspot'))]: '1x5 0x6 stale' },
    at: 30,
    fires: [],
  },
  {
    alert: 'gpubig-gpus-missing',
    title: 'a GPU has fallen off the bus',
    series: {
      [nodeInfo(gpuNode(0, 'gpubig'))]: '1x60',
      [allocatable(gpuNode(0, 'gpubig'))]: '8x5 7x55',
      [nodeInfo(gpuNode(1, 'gpubig'))]: '1x60',
      [allocatable(gpuNode(1, 'gpubig'))]: '8x60',
    },
    at: 40,
    fires: [{ node: gpuNode(0, 'gpubig') }],
  },
  {
    alert: 'gpupool-gpus-missing',
    title: 'the device plugin does not run: the node names no GPU at all',
    series: { [nodeInfo(gpuNode(0))]: '1x60' },
    at: 31,
    fires: [{ node: gpuNode(0) }],
  },
  {
    alert: 'gpupool-gpus-missing',
    title: 'a new node installs its driver for 18 minutes',
    series: { [nodeInfo(gpuNode(0))]: '1x60', [allocatable(gpuNode(0))]: '0x18 1x40' },
    at: 40,
    fires: [],
  },
];

export const scenarios: readonly Scenario[] = [
  ...stalled,
  ...unavailable,
  ...crashLoops,
  ...restarts,
  ...groups,
  ...pending,
  ...overload,
  ...others,
  ...fullCaches,
  ...scalers,
  ...pools,
  ...nodes,
];
