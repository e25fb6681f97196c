import type { VllmScalingMetric } from '../scaling/scaler-trigger';
import { kvCacheMetric, type VllmSeriesInput, vllmSeries } from './vllm-metrics';

/** Input of vllmQuery(). */
export interface VllmQueryInput extends VllmSeriesInput {
  /** Version of the engine, `0.32.0`, as vllmEngineVersion() reads it from an image. Default: a current one. */
  readonly engineVersion?: string;
}

/** A query that a scaler can use as it is. */
export interface VllmQuery {
  /** PromQL that gives exactly one series, however many replicas there are. */
  readonly query: string;
  /** How the autoscaler has to read it. */
  readonly metricType: 'AverageValue' | 'Value';
}

/**
 * PromQL for scaling a vLLM server. Requests are summed: the autoscaler divides a total by its target. The share of the KV cache
 * is averaged: a sum of shares would grow with the replicas. Nothing is kept by a label, because KEDA takes one series only and the
 * engine writes one for every replica and every data parallel rank.
 */
export function vllmQuery(metric: VllmScalingMetric, input: VllmQueryInput): VllmQuery {
  switch (metric) {
    case 'waiting':
      return { query: `sum(${vllmSeries('vllm:num_requests_waiting', input)})`, metricType: 'AverageValue' };
    case 'running':
      return { query: `sum(${vllmSeries('vllm:num_requests_running', input)})`, metricType: 'AverageValue' };
    case 'kv-cache':
      return {
        query: `avg(${vllmSeries(kvCacheMetric(input.engineVersion), input)})`,
        metricType: 'Value',
      };
  }
}
