import { kvCacheMetric, type VllmSeriesInput, vllmSeries } from '../../engine/inference/vllm-metrics';
import { defaultWaitingRequests } from '../../engine/scaling/triggers/vllm';
import { podNamePattern } from '../../engine/scheduling/pod-name-pattern';
import { type AlertRule, alertRule } from './alert-rule';
import { replicaSeries } from './replica-series';
import { scalerFails } from './scaler-alert';
import type { WatchedWorkload } from './watched-workload';
import { crashLoop, podsPending, restarts, unavailable } from './workload-alerts';

/** vLLM server with alerts. */
export interface WatchedServer
  extends Omit<VllmSeriesInput, 'pods'>,
    Omit<WatchedWorkload, 'kind' | 'gpu' | 'unavailableTopic'> {
  /**
   * Kind of its replicas: pods of a Deployment, or groups of a LeaderWorkerSet.
   *
   * @default 'Deployment'
   */
  readonly kind?: 'Deployment' | 'LeaderWorkerSet';
  /**
   * Maximum length of prompt and completion together, tokens.
   *
   * @default 131072: the context of most current models
   */
  readonly maxModelLen?: number;
  /**
   * Version of the engine, `0.32.0`.
   *
   * @default a current version
   */
  readonly engineVersion?: string;
  /**
   * Waiting requests per replica at which the scaler adds a replica.
   *
   * @default 5: the default of the trigger
   */
  readonly waitingPerReplica?: number;
  /**
   * Longest delay between a required replica and its request, seconds: stabilization window and
   * period of scaling up.
   *
   * @default 0
   */
  readonly scaleUpSeconds?: number;
}

export type { AlertRule } from './alert-rule';

const usualModelLen = 131_072;
/** Prefill rate of a model near the limit of its GPUs. Smaller models reach ten times this rate. */
const slowestPrefillTokensPerSecond = 500;
/** A step that compiles a kernel takes about a minute (ai-dynamo/dynamo#14735: 30 to 70 s). */
const slowestStepSeconds = 120;

/**
 * Minutes without a token after which the engine hangs. The engine counts a prompt only with its
 * first token, so a request with the longest prompt generates nothing during its whole prefill. 7
 * minutes for 131072 tokens.
 */
export function stallMinutes(maxModelLen: number = usualModelLen): number {
  return Math.ceil((maxModelLen / slowestPrefillTokensPerSecond + slowestStepSeconds) / 60);
}

/**
 * Alerts of a vLLM server: it hangs, no replica is ready, its pods restart or stay pending,
 * requests wait although no replica is starting, its KV cache is full, or its scaler fails.
 */
export function inferenceAlertRules(server: WatchedServer): readonly AlertRule[] {
  const workload: WatchedWorkload = { ...server, gpu: true };
  return [
    stalled(server),
    unavailable(
      workload,
      'modelDoesNotLoad',
      'Read the events of its pods: quota or capacity of the VM size, the image, the weights.',
    ),
    crashLoop(workload),
    restarts(workload),
    podsPending(workload),
    requestsWait(server),
    kvCacheFull(server),
    ...(server.scaledObject === undefined ? [] : [scalerFails(workload, server.scaledObject)]),
  ];
}

/** Series of this server only: another server may serve the same model on other GPUs. */
function ownSeries(metric: string, server: WatchedServer): string {
  return vllmSeries(metric, { ...server, pods: podNamePattern(server) });
}

/**
 * An engine can hang in a kernel with requests in its batch while `/health` returns 200 for hours.
 * No probe restarts it, and its clients wait (vllm-project/vllm#36960, #37729, #41725). The sign is
 * requests without steps. The rule evaluates each replica and each data parallel rank separately,
 * because the others keep working. It includes waiting requests: a hang between two updates of the
 * gauges leaves `running` at 0 (#46811).
 *
 * The PodMonitor scrapes the engine every 30 seconds, so the range of the increase covers four
 * scrapes.
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
    summary: `${server.name} hangs: it has requests and generates no tokens`,
    description:
      `A pod of ${server.name} in ${server.namespace} has had requests for ${forMinutes} minutes, and its engine has not completed a step. ` +
      'Its health check still succeeds. Save its log, check the power draw of its GPUs, then delete the pod.',
  });
}

/** Below twice the target the autoscaler still reacts, and requests wait only seconds. */
const waitingFactor = 2;
const minOverloadMinutes = 15;

/**
 * After two scale-up periods the autoscaler has requested every replica that it is going to
 * request.
 */
function overloadMinutes({ scaleUpSeconds = 0 }: WatchedServer): number {
  return Math.max(minOverloadMinutes, Math.ceil((2 * scaleUpSeconds) / 60));
}

/**
 * Requests wait, and the queue does not shrink by itself: every desired replica is ready, so no
 * further one is starting. Either the maximum number of replicas runs, or nothing scales the
 * server. While a replica starts, a queue is expected.
 */
function requestsWait(server: WatchedServer): AlertRule {
  const { name, namespace, waitingPerReplica = defaultWaitingRequests } = server;
  const { desired, ready } = replicaSeries(server);
  const limit = waitingFactor * waitingPerReplica;
  const waiting = `sum by (namespace) (${ownSeries('vllm:num_requests_waiting', server)})`;
  const forMinutes = overloadMinutes(server);
  return alertRule('requests-wait', name, {
    expression:
      `${waiting} > on (namespace) ${limit} * ${ready} ` +
      `and on (namespace) ${ready} >= on (namespace) ${desired}`,
    forMinutes,
    summary: `Requests queue up at ${name}`,
    description:
      `Each replica of ${name} in ${namespace} has had more than ${limit} waiting requests for ${forMinutes} minutes, and no further replica is starting. ` +
      'If the maximum number of replicas runs, raise it. If not, check the ScaledObject.',
  });
}

const fullCache = 0.9;

/**
 * A full cache is a problem only if requests wait for it, or if the engine preempts and recomputes
 * them. The rule evaluates each replica and each rank separately, because they do not share a
 * cache.
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
      `A replica of ${name} in ${namespace} has used more than ${fullCache * 100} % of its KV cache for ${forMinutes} minutes, and requests wait or are recomputed. ` +
      'Check the length of the prompts. More replicas, a lower maxModelLen or an FP8 KV cache free capacity.',
  });
}
