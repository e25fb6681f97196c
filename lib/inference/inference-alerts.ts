import { promQlText, type VllmSeriesInput, vllmSeries } from './vllm-metrics';

/** A server that somebody wants to be told about. */
export interface WatchedServer extends VllmSeriesInput {
  /** Name of its Deployment or LeaderWorkerSet. */
  readonly name: string;
  /** What its replicas are: pods of a Deployment, or groups of a LeaderWorkerSet. Default: `Deployment`. */
  readonly kind?: 'Deployment' | 'LeaderWorkerSet';
  /** Longest start of its container that is waited for, seconds: that of its startup probe. */
  readonly startupBudgetSeconds: number;
  /** Longest prompt and answer together, in tokens. Default: 131072. */
  readonly maxModelLen?: number;
}

/** A rule that fires while its expression has a result. */
export interface AlertRule {
  readonly alert: string;
  /** PromQL. */
  readonly expression: string;
  /** Minutes that the expression has to have a result before anybody is told. */
  readonly forMinutes: number;
  /** 0: critical, 1: error, 2: warning, 3: informational, 4: verbose. */
  readonly severity: 0 | 1 | 2 | 3 | 4;
  readonly summary: string;
  readonly description: string;
}

/** Context of most current models. */
const usualModelLen = 131_072;
/** Prompt tokens a second that a model near the limit of its GPUs works through. Smaller models do ten times that. */
const slowestPrefillTokensPerSecond = 500;
/** A step that compiles a kernel takes a minute or so (ai-dynamo/dynamo#14735: 30 to 70 s). */
const slowestStepSeconds = 120;

/**
 * Minutes without a token that only an engine which hangs can have: the engine counts a prompt when its first token is there, so one
 * request with the longest prompt is silent for the whole of its prefill. 7 minutes for 131072 tokens.
 */
export function stallMinutes(maxModelLen: number = usualModelLen): number {
  return Math.ceil((maxModelLen / slowestPrefillTokensPerSecond + slowestStepSeconds) / 60);
}

/** What comes before the container starts: a new GPU node with its driver (up to 20 minutes) and the pull of its image. */
const nodeAndPullMinutes = 30;

/** What is worth being told about a vLLM server: that it stands still, and that nothing of it is there. */
export function inferenceAlertRules(server: WatchedServer): readonly AlertRule[] {
  return [stalled(server), unavailable(server)];
}

/**
 * An engine can hang in a kernel with requests in its batch while `/health` answers 200 for hours: no probe ends it, and its callers
 * wait (vllm-project/vllm#36960, #37729, #41725). It shows as requests that are there and steps that are not. Each replica and each
 * data parallel rank for itself: one that hangs hides among others that work. Waiting requests count too; a hang between two updates
 * of the gauges leaves `running` at 0 (#46811).
 *
 * The engine's series come from its PodMonitor. Four scrapes of 30 seconds are in the range of the increase.
 */
function stalled(server: WatchedServer): AlertRule {
  const by = 'by (namespace, pod, engine)';
  const held = ['running', 'waiting']
    .map((state) => `sum ${by} (${vllmSeries(`vllm:num_requests_${state}`, server)})`)
    .join(' + ');
  const steps = `sum ${by} (increase(${vllmSeries('vllm:iteration_tokens_total_count', server)}[2m]))`;
  const forMinutes = stallMinutes(server.maxModelLen);
  return {
    alert: `${server.name}-stalled`,
    expression: `(${held}) > 0 and on (namespace, pod, engine) ${steps} == 0`,
    forMinutes,
    severity: 1,
    summary: `${server.name} holds requests and makes no token`,
    description:
      `A pod of ${server.name} in ${server.namespace} has had requests for ${forMinutes} minutes and its engine made no step. ` +
      'Its health check still succeeds. Look at its log and at the power of its GPUs, then delete the pod.',
  };
}

/**
 * Replicas are wanted and none is ready for longer than a node, an image and a model take. The series are among those that managed
 * Prometheus keeps by default; `kube_statefulset_replicas` is not, so what a LeaderWorkerSet wants is what its leaders' StatefulSet,
 * which has its name, has made. Source: Azure/prometheus-collector, the minimal ingestion profile (2026-11).
 */
function unavailable(server: WatchedServer): AlertRule {
  const [label, wanted, ready] =
    server.kind === 'LeaderWorkerSet'
      ? ['statefulset', 'kube_statefulset_status_replicas', 'kube_statefulset_status_replicas_ready']
      : ['deployment', 'kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available'];
  const labels = `{namespace=${promQlText(server.namespace)},${label}=${promQlText(server.name)}}`;
  const by = `(namespace, ${label})`;
  const forMinutes = Math.ceil(server.startupBudgetSeconds / 60) + nodeAndPullMinutes;
  return {
    alert: `${server.name}-unavailable`,
    expression: `sum by ${by} (${ready}${labels}) == 0 and on ${by} sum by ${by} (${wanted}${labels}) > 0`,
    forMinutes,
    severity: 1,
    summary: `${server.name} has no replica that is ready`,
    description:
      `No replica of ${server.name} in ${server.namespace} has been ready for ${forMinutes} minutes, which is longer than a new node, ` +
      'its image and the model take. Look at the events of its pods: quota or stock of the VM size, the image, the weights.',
  };
}
