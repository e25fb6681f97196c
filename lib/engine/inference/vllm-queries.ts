import type { VllmScalingMetric } from '../scaling/scaler-trigger';
import { kvCacheMetric, type VllmSeriesInput, vllmSeries } from './vllm-metrics';

/** Input of vllmQuery(). */
export interface VllmQueryInput extends VllmSeriesInput {
  /** Version of the engine, from vllmEngineVersion(). @default a current version */
  readonly engineVersion?: string;
}

/** A query for a scaler. */
export interface VllmQuery {
  /** PromQL with exactly one series as its result, for any number of replicas. */
  readonly query: string;
  /** Metric type for the autoscaler. */
  readonly metricType: 'AverageValue' | 'Value';
}

/**
 * PromQL for scaling a vLLM server. It sums requests, because the autoscaler divides a total by its
 * target. It averages the share of the KV cache, because a sum of shares would grow with the
 * replicas. It keeps no label: KEDA accepts one series, but the engine reports one for each replica
 * and each data-parallel rank.
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
