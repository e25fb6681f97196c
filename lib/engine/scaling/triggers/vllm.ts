import { requireName } from '../../../problems/value-rules';
import { choice, type DefinitionOf, literal, number, object, text } from '../../../values/schema';
import { vllmQuery } from '../../inference/vllm-queries';
import { podNamePattern } from '../../scheduling/pod-name-pattern';
import type { ScalerTriggerSpec, VllmScalingMetric } from '../scaler-trigger';
import {
  managedPrometheus,
  managedPrometheusNeed,
  type PrometheusTriggerInput,
  prometheusScaler,
  prometheusTrigger,
  requireManagedPrometheus,
} from '../scalers/prometheus';
import type { ScalableServer, TriggerKind } from '../trigger-kind';

/** Input of vllmTrigger(). */
export interface VllmTriggerInput {
  readonly server: PrometheusTriggerInput['server'];
  /**
   * Load of the server:
   * - `waiting`: requests that wait for a place in the batch. The servers are full. Not alone: as
   *   soon as no request waits, the autoscaler removes replicas whose batches are full.
   * - `running`: requests in the batches. Batches fill up before requests wait, so a slow start
   *   begins in time.
   * - `kv-cache`: share of the KV cache in use. Long prompts fill it before the batch is full.
   */
  readonly metric: VllmScalingMetric;
  /** PromQL of the metric over all replicas of the server, from `vllmQuery()`. */
  readonly query: string;
  /**
   * Maximum requests in a batch (`--max-num-seqs`). Only for `running`.
   *
   * @default 256, the lowest default of vLLM: it has a larger one on GPUs with 70 GiB or more
   */
  readonly maxNumSeqs?: number;
  /** Data-parallel engines of a replica, each with its own batch. @default 1 */
  readonly engines?: number;
  /** @default 5 waiting requests; 0.7 of the batch; 0.75 of the KV cache */
  readonly threshold?: number;
  /** Whether the server scales to zero: an empty result then counts as 0. @default false */
  readonly toZero?: boolean;
  /** Whether the trigger scales the server itself. @default true */
  readonly producedByTarget?: boolean;
  /** @default the metric */
  readonly name?: string;
}

/** vLLM's default on the smallest GPUs. See `batchDefaults` in `lib/facts/engine-versions.ts`. */
const defaultMaxNumSeqs = 256;
/** Above these shares the batch, or the cache, is full before another replica is ready. */
const batchShare = 0.7;
const cacheShare = 0.75;
/** Each replica completes a queue of this length in a second or two. */
export const defaultWaitingRequests = 5;

/**
 * A trigger on the metrics of a vLLM server. It cannot create the server's first replica: scaling
 * from zero needs another trigger.
 *
 * @see KAITO (10 waiting), llm-d (16 running, 0.7 saturation) and production-stack (5 waiting) for
 * the thresholds (2026-11)
 */
export function vllmTrigger(input: VllmTriggerInput): ScalerTriggerSpec {
  const { metric, query, server, name } = input;
  const batch = (input.maxNumSeqs ?? defaultMaxNumSeqs) * (input.engines ?? 1);
  const threshold = input.threshold ?? defaultThreshold(metric, batch);
  const trigger = prometheusTrigger({
    server,
    query,
    threshold,
    producedByTarget: input.producedByTarget ?? true,
    emptyIsZero: input.toZero ?? false,
    name: name ?? metric,
    description: `${metricNames[metric]} at ${threshold}`,
  });
  return { ...trigger, measures: { of: 'vllm', metric, threshold } };
}

const metricNames: Record<VllmScalingMetric, string> = {
  waiting: 'requests waiting',
  running: 'requests running',
  'kv-cache': 'KV cache',
};

function defaultThreshold(metric: VllmScalingMetric, batch: number): number {
  if (metric === 'waiting') return defaultWaitingRequests;
  return metric === 'running' ? Math.max(1, Math.floor(batch * batchShare)) : cacheShare;
}

const schema = object({
  /** Kind of trigger: a metric of a vLLM server, which KEDA reads from managed Prometheus. */
  type: literal('vllm'),
  /**
   * Metric of the server.
   *
   * - `waiting`: number of requests that wait for a place in the batch. Combine it with one of the
   *   other two: it is 0 while batches are full and no request waits.
   * - `running`: number of requests in the batch.
   * - `kv-cache`: share of the KV cache in use, 0 to 1.
   */
  metric: choice(['waiting', 'running', 'kv-cache']),
  /**
   * Name of the inference server that reports the metric.
   * @default the server that is scaled
   */
  server: text.optional(),
  /**
   * Target of the metric: number of requests for one replica with `waiting` and `running`, share of
   * the cache with `kv-cache`.
   * @default 5 with `waiting`; 70 % of `maxNumSeqs` for each engine with `running`; 0.75 with
   * `kv-cache`. At these values another replica starts before callers notice a delay
   */
  target: number.optional(),
  /**
   * Managed identity that KEDA queries managed Prometheus with. Querying requires the role
   * Monitoring Data Reader.
   * @default an identity of KEDA's own
   */
  identity: text.optional(),
});

/** Scales by a metric that a vLLM server reports to the platform's managed Prometheus. */
export interface VllmTriggerDefinition extends DefinitionOf<typeof schema> {}

export const vllm: TriggerKind<VllmTriggerDefinition> = {
  schema,
  scaler: prometheusScaler,

  spec({ metric, target, server: name }, context, problems) {
    const { workload, inferenceServers } = context;
    const serverName = name ?? workload;
    const server = inferenceServers.find((each) => each.name === serverName);
    if (server === undefined) {
      const names = inferenceServers.map((each) => each.name);
      requireName(problems, 'server', serverName, names, {
        one: 'inference server',
        many: 'inference servers',
      });
      return undefined;
    }
    if (!requireManagedPrometheus(context, problems)) return undefined;
    const { query } = vllmQuery(metric, {
      namespace: context.namespace,
      servedModelName: server.servedModelName,
      // Servers with the same model name share the series; each must scale by its own requests.
      ...(sharesModelName(server, inferenceServers) ? { pods: podsOf(server) } : {}),
      engineVersion: server.engineVersion,
    });
    return vllmTrigger({
      server: managedPrometheus,
      metric,
      query,
      maxNumSeqs: server.maxNumSeqs,
      engines: server.engines,
      threshold: target,
      toZero: context.toZero,
      producedByTarget: serverName === workload,
    });
  },

  needs: ({ identity }) => managedPrometheusNeed(identity),
};

function sharesModelName(server: ScalableServer, servers: readonly ScalableServer[]): boolean {
  return servers.some((each) => each !== server && each.servedModelName === server.servedModelName);
}

function podsOf({ name, nodes }: ScalableServer): string {
  return podNamePattern({ name, kind: nodes > 1 ? 'LeaderWorkerSet' : 'Deployment' });
}
