import { type PrometheusServer, prometheusTrigger } from './prometheus-trigger';
import type { ScalerTriggerSpec } from './scaler-trigger';

/**
 * What a vLLM server is scaled by:
 * - `waiting`: requests that wait for a place in the batch: the servers are full.
 * - `running`: requests in the batches: they are filling up, so that a slow start begins before any request waits.
 * - `kv-cache`: share of the KV cache in use: long prompts fill it before the batch is full.
 */
export type VllmScalingMetric = 'waiting' | 'running' | 'kv-cache';

/** Input of vllmTrigger(). */
export interface VllmTriggerInput {
  readonly server: PrometheusServer;
  readonly metric: VllmScalingMetric;
  /** PromQL of this metric over all replicas of the server, as `vllmQuery()` gives it. */
  readonly query: string;
  /** Requests in a batch, at most (`--max-num-seqs`). Default: 256, the engine's own. Only for `running`. */
  readonly maxNumSeqs?: number;
  /** Engines of a replica, each with a batch of its own (data parallel). Default: 1. */
  readonly engines?: number;
  /** Default: 5 requests that wait; 0.7 of the batch; 0.75 of the KV cache. */
  readonly threshold?: number;
  /** Replicas may go to none: an empty result then counts as 0. Default: no. */
  readonly toZero?: boolean;
  /** Default: the metric. */
  readonly name?: string;
}

/** The engine's own (vLLM `SchedulerConfig`). */
const defaultMaxNumSeqs = 256;
/** From here on a batch, or the cache, is full before one more replica is there. */
const batchShare = 0.7;
const cacheShare = 0.75;
/** A queue of this length at each replica is a second or two of work, and no reason to be slower for. */
export const defaultWaitingRequests = 5;

/**
 * A trigger on what a vLLM server says about itself. The first replica can never be woken by it: to zero needs another trigger.
 * Thresholds: those that KAITO (10 waiting), llm-d (16 running, 0.7 saturation) and production-stack (5 waiting) converge on
 * (2026-11).
 */
export function vllmTrigger(input: VllmTriggerInput): ScalerTriggerSpec {
  const { metric, query, server, name } = input;
  const batch = (input.maxNumSeqs ?? defaultMaxNumSeqs) * (input.engines ?? 1);
  const threshold = input.threshold ?? defaultThreshold(metric, batch);
  return prometheusTrigger({
    server,
    query,
    threshold,
    producedByTarget: true,
    emptyIsZero: input.toZero ?? false,
    name: name ?? metric,
    description: `${words[metric]} at ${threshold}`,
  });
}

const words: Record<VllmScalingMetric, string> = {
  waiting: 'requests waiting',
  running: 'requests running',
  'kv-cache': 'KV cache',
};

function defaultThreshold(metric: VllmScalingMetric, batch: number): number {
  if (metric === 'waiting') return defaultWaitingRequests;
  return metric === 'running' ? Math.max(1, Math.floor(batch * batchShare)) : cacheShare;
}
