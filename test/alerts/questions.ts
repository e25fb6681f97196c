import type { Question } from './promtool';

/** What a line of a dashboard of the sample platform in production has to be. */
export interface DashboardQuestion extends Omit<Question, 'expression'> {
  readonly dashboard: string;
  readonly panel: string;
  /** 0 for the first. */
  readonly line: number;
  /** Default: the first of each variable, and all of those that may be several. */
  readonly choices?: Readonly<Record<string, string>>;
}

const inProduction = 'namespace="production"';
const engine = (pod: string, model = 'microsoft/phi-4') =>
  `${inProduction},pod="${pod}",container="vllm",model_name="${model}",engine="0",job="production/vllm"`;
const node = (index: number, pool = 'gpupool') => `aks-${pool}-12345678-vmss00000${index}`;
const request = (pod: string, on: string) =>
  `kube_pod_container_resource_requests{${inProduction},pod="${pod}",container="vllm",node="${on}",resource="nvidia_com_gpu",unit="integer"}`;
const phase = (pod: string, value: string) =>
  `kube_pod_status_phase{${inProduction},pod="${pod}",uid="1",phase="${value}"}`;
const targetOf = (kind: string, name: string, metric: string) =>
  `kube_horizontalpodautoscaler_${kind}_target_metric{${inProduction},horizontalpodautoscaler="keda-hpa-${name}",metric_name="${metric}",metric_target_type="average"}`;

export const questions: readonly DashboardQuestion[] = [
  {
    dashboard: 'vllm',
    panel: 'Waiting requests per replica',
    line: 0,
    series: {
      [`vllm:num_requests_waiting{${engine('vllm-1')}}`]: '6x10',
      [`vllm:num_requests_waiting{${engine('vllm-2')}}`]: '2x10',
      [`vllm:num_requests_waiting{${engine('deepseek-0', 'deepseek-ai/DeepSeek-R1-0528')}}`]: '50x10',
    },
    at: 5,
    answers: { '{}': 4 },
  },
  {
    dashboard: 'vllm',
    panel: 'Waiting requests per replica',
    line: 1,
    series: {},
    at: 5,
    answers: { '{choice="production microsoft/phi-4", environment="production"}': 5 },
  },
  {
    dashboard: 'vllm',
    panel: 'Replicas with an engine',
    line: 1,
    choices: { server: 'deepseek' },
    series: {},
    at: 5,
    answers: { '{choice="production deepseek-ai/DeepSeek-R1-0528", environment="production"}': 1 },
  },
  {
    dashboard: 'vllm',
    panel: 'Time to first token',
    line: 0,
    series: {
      [`vllm:time_to_first_token_seconds_bucket{${engine('vllm-1')},le="1"}`]: '0+10x10',
      [`vllm:time_to_first_token_seconds_bucket{${engine('vllm-1')},le="2"}`]: '0+20x10',
      [`vllm:time_to_first_token_seconds_bucket{${engine('vllm-1')},le="+Inf"}`]: '0+20x10',
    },
    at: 10,
    answers: { '{}': 1 },
  },
  {
    dashboard: 'vllm',
    panel: 'Responses per second by status',
    line: 0,
    series: {
      [`http_requests_total{${inProduction},pod="vllm-1",job="production/vllm",handler="/v1/chat/completions",status="2xx"}`]:
        '0+60x10',
      [`http_requests_total{${inProduction},pod="vllm-2",job="production/vllm",handler="/v1/chat/completions",status="5xx"}`]:
        '0+6x10',
      [`http_requests_total{${inProduction},pod="app-1",job="production/app",handler="/",status="2xx"}`]:
        '0+600x10',
    },
    at: 10,
    answers: { '{status="2xx"}': 1, '{status="5xx"}': 0.1 },
  },
  {
    dashboard: 'gpu-pools',
    panel: 'Nodes of $pool',
    choices: { pool: 'gpupool' },
    line: 0,
    series: {
      [`kube_node_info{node="${node(0)}"}`]: '1x10',
      [`kube_node_info{node="${node(1)}"}`]: '1x10',
      [`kube_node_info{node="${node(0, 'cpupool')}"}`]: '1x10',
    },
    at: 5,
    answers: { '{}': 2 },
  },
  {
    dashboard: 'gpu-pools',
    panel: 'Nodes of $pool',
    choices: { pool: 'gpupool' },
    line: 0,
    series: {},
    at: 5,
    answers: { '{}': 0 },
  },
  {
    dashboard: 'gpu-pools',
    panel: 'GPUs in use',
    line: 0,
    series: {
      [request('vllm-1', node(0))]: '1x10',
      [phase('vllm-1', 'Running')]: '1x10',
      [phase('vllm-1', 'Pending')]: '0x10',
      [request('over', node(1))]: '1x10',
      [phase('over', 'Running')]: '0x10',
      [phase('over', 'Succeeded')]: '1x10',
      [request('waits', '')]: '1x10',
      [phase('waits', 'Pending')]: '1x10',
    },
    at: 5,
    answers: { '{pool="gpupool"}': 1 },
  },
  {
    dashboard: 'gpu-pools',
    panel: 'Pending GPU requests',
    line: 0,
    series: { [request('vllm-1', node(0))]: '1x10', [request('waits', '')]: '2x10' },
    at: 5,
    answers: { '{pod="waits"}': 2 },
  },
  {
    dashboard: 'keda',
    panel: 'Metric against its target',
    line: 0,
    series: {
      [targetOf('status', 'vllm-scaler', 's0-prometheus')]: '10x10',
      [targetOf('spec', 'vllm-scaler', 's0-prometheus')]: '5x10',
      [targetOf('status', 'vllm-scaler', 's1-prometheus')]: '0.3x10',
      [targetOf('spec', 'vllm-scaler', 's1-prometheus')]: '0.6x10',
    },
    at: 5,
    answers: {
      '{horizontalpodautoscaler="keda-hpa-vllm-scaler",metric_name="s0-prometheus",metric_target_type="average"}': 2,
      '{horizontalpodautoscaler="keda-hpa-vllm-scaler",metric_name="s1-prometheus",metric_target_type="average"}': 0.5,
    },
  },
  {
    dashboard: 'keda',
    panel: 'Share of the maximum',
    line: 0,
    series: {
      [`kube_horizontalpodautoscaler_status_current_replicas{${inProduction},horizontalpodautoscaler="keda-hpa-vllm-scaler"}`]:
        '3x10',
      [`kube_horizontalpodautoscaler_spec_max_replicas{${inProduction},horizontalpodautoscaler="keda-hpa-vllm-scaler"}`]:
        '4x10',
      [`kube_horizontalpodautoscaler_status_current_replicas{${inProduction},horizontalpodautoscaler="foreign"}`]:
        '3x10',
    },
    at: 5,
    answers: { '{horizontalpodautoscaler="keda-hpa-vllm-scaler"}': 0.75 },
  },
];
