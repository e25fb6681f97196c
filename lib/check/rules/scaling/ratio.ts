import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const ratio: Rule = {
  id: 'scaling/ratio',
  title: 'A trigger on a ratio must use metricType Value',
  severity: 'error',
  why: 'AverageValue divides the result by the number of replicas, although a ratio is already an average. With two replicas KEDA measures half of the load and scales in.',
  source: 'keda.sh/docs/2.20/reference/scaledobject-spec (metricType); llm-d saturation guide (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "avg(vllm:kv_cache_usage_perc)", threshold: "5", ignoreNullValues: "false" } }',
    ),
  },
  good: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "avg(vllm:kv_cache_usage_perc)", threshold: "5", ignoreNullValues: "false" }, metricType: Value }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, metricType, path }) => {
        const query = textAt(metadata, 'query')?.trim() ?? '';
        const isRatio =
          /^(?:avg|quantile|histogram_quantile)\b|usage_perc|_ratio\b/.test(query) &&
          !query.startsWith('sum');
        if (type !== 'prometheus' || !isRatio || metricType === 'Value') return [];
        return [
          {
            in: found,
            field: `${path}.metricType`,
            message: `metricType is ${metricType ?? 'not set, which means AverageValue'}, so KEDA divides the ratio "${query}" by the number of replicas.`,
            expected: 'metricType Value',
            fix: 'Set metricType: Value.',
          },
        ];
      }),
    ),
};
