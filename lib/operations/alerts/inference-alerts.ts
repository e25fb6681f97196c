import { kvCacheMetric, type VllmSeriesInput, vllmSeries } from '../../engine/inference/vllm-metrics';
import { defaultWaitingRequests } from '../../engine/scaling/triggers/vllm';
import { podNamePattern } from '../../engine/scheduling/pod-name-pattern';
import { type AlertRule, alertRule } from './alert-rule';
import { replicaSeries } from './replica-series';
import { scalerFails } from './scaler-alert';
import type { WatchedWorkload } from './watched-workload';
import { crashLoop, podsPending, restarts, unavailable } from './workload-alerts';

/** A server that somebody wants to be told about. */
export interface WatchedServer
  extends Omit<VllmSeriesInput, 'pods'>,
    Omit<WatchedWorkload, 'kind' | 'gpu' | 'unavailableTopic'> {
  /** What its replicas are: pods of a Deployment, or groups of a LeaderWorkerSet. Default: `Deployment`. */
  readonly kind?: 'Deployment' | 'LeaderWorkerSet';
  /** Longest prompt and answer together, in tokens. Default: 131072. */
  readonly maxModelLen?: number;
  /** Version of the engine, `0.32.0`. Default: a current one. */
  readonly engineVersion?: string;
  /** Waiting requests of a replica from which on one more is wanted. Default: 5, that of the trigger. */
  readonly waitingPerReplica?: number;
  /** Seconds that may pass from the need of one more replica to the wish for it: window and period of scaling up. Default: 0. */
  readonly scaleUpSeconds?: number;
}

export type { AlertRule } from './alert-rule';

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

/**
 * What is worth being told about a vLLM server: that it stands still, that nothing of it is there, that its pods restart or wait for a
 * node, that requests wait although no replica is on its way, and that it is not scaled.
 */
export function inferenceAlertRules(server: WatchedServer): readonly AlertRule[] {
  const workload: WatchedWorkload = { ...server, gpu: true };
  return [
    stalled(server),
    unavailable(
      workload,
      'modelDoesNotLoad',
      'Look at the events of its pods: quota or stock of the VM size, the image, the weights.',
    ),
    crashLoop(workload),
    restarts(workload),
    podsPending(workload),
    requestsWait(server),
    kvCacheFull(server),
    ...(server.scaledObject === undefined ? [] : [scalerFails(workload, server.scaledObject)]),
  ];
}

/** Of this server alone: the same model may come from another one as well, on other GPUs. */
function ownSeries(metric: string, server: WatchedServer): string {
  return vllmSeries(metric, { ...server, pods: podNamePattern(server) });
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
    .map((state) => `sum ${by} (${ownSeries(`vllm:num_requests_${state}`, server)})`)
    .join(' + ');
  const steps = `sum ${by} (increase(${ownSeries('vllm:iteration_tokens_total_count', server)}[2m]))`;
  const forMinutes = stallMinutes(server.maxModelLen);
  return alertRule('stalled', server.name, {
    expression: `(${held}) > 0 and on (namespace, pod, engine) ${steps} == 0`,
    forMinutes,
    summary: `${server.name} holds requests and makes no token`,
    description:
      `A pod of ${server.name} in ${server.namespace} has had requests for ${forMinutes} minutes and its engine made no step. ` +
      'Its health check still succeeds. Look at its log and at the power of its GPUs, then delete the pod.',
  });
}

/** Below twice the target the autoscaler is still at work, and waits are seconds. */
const waitingFactor = 2;
const minOverloadMinutes = 15;

/** After two periods of scaling up the autoscaler has asked for all that it is going to ask for. */
function overloadMinutes({ scaleUpSeconds = 0 }: WatchedServer): number {
  return Math.max(minOverloadMinutes, Math.ceil((2 * scaleUpSeconds) / 60));
}

/**
 * Requests wait, and it will not get better by itself: every replica that is wanted is ready, so none is on its way. Either there are
 * as many as there may be, or nothing scales. While one starts, a queue is what it was started for.
 */
function requestsWait(server: WatchedServer): AlertRule {
  const { name, namespace, waitingPerReplica = defaultWaitingRequests } = server;
  const { wanted, ready } = replicaSeries(server);
  const limit = waitingFactor * waitingPerReplica;
  const waiting = `sum by (namespace) (${ownSeries('vllm:num_requests_waiting', server)})`;
  const forMinutes = overloadMinutes(server);
  return alertRule('requests-wait', name, {
    expression:
      `${waiting} > on (namespace) ${limit} * ${ready} ` +
      `and on (namespace) ${ready} >= on (namespace) ${wanted}`,
    forMinutes,
    summary: `Requests wait at ${name}`,
    description:
      `Each replica of ${name} in ${namespace} has had more than ${limit} waiting requests for ${forMinutes} minutes, and no further replica is on its way. ` +
      'Compare the replicas with their maximum; at the maximum raise it, below it look at the ScaledObject.',
  });
}

const fullCache = 0.9;

/**
 * A cache that is full costs something only if requests wait for a place in it, or are thrown out of the batch and computed again.
 * Each replica and each rank for itself: they do not share a cache.
 */
function kvCacheFull(server: WatchedServer): AlertRule {
  const { name, namespace } = server;
  const forMinutes = overloadMinutes(server);
  const by = 'by (namespace, pod, engine)';
  const series = (metric: string) => ownSeries(metric, server);
  const preempted = `sum ${by} (increase(${series('vllm:num_preemptions_total')}[${forMinutes}m])) > 0`;
  const waits = `max ${by} (${series('vllm:num_requests_waiting')}) > 0`;
  return alertRule('kv-cache-full', name, {
    expression:
      `max ${by} (${series(kvCacheMetric(server.engineVersion))}) > ${fullCache} ` +
      `and on (namespace, pod, engine) (${waits} or ${preempted})`,
    forMinutes,
    summary: `The KV cache of ${name} is full`,
    description:
      `A replica of ${name} in ${namespace} has had more than ${fullCache * 100} % of its KV cache in use for ${forMinutes} minutes, and requests wait for it or are computed twice. ` +
      'Look at the length of the prompts; more replicas, a shorter maxModelLen or an FP8 cache give room.',
  });
}
