import { promQlResult } from '../../../engine/scaling/promql/promql-result';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const queryAggregated: Rule = {
  id: 'scaling/query-aggregated',
  title: 'A Prometheus query must return a single value',
  severity: 'error',
  why: 'With two replicas the query returns two series. KEDA reports "returned multiple elements" and does not scale.',
  source: 'kedacore/keda pkg/scalers/prometheus_scaler.go (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "vllm:num_requests_waiting", threshold: "5" } }',
    ),
  },
  good: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(vllm:num_requests_waiting)", threshold: "5", ignoreNullValues: "false" } }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path }) => {
        const query = textAt(metadata, 'query')?.trim();
        if (type !== 'prometheus' || query === undefined || query.includes('{{')) return [];
        const { series, problem } = promQlResult(query);
        // The parser may not support every valid expression.
        if (problem !== undefined || series === 'one') return [];
        return [
          {
            in: found,
            field: `${path}.metadata.query`,
            message: `The query "${query}" can return several series, so KEDA reports an error and does not scale.`,
            expected: 'a query with a single result: sum(…), max(…) or avg(…) without "by"',
            fix: 'Wrap the query in sum().',
          },
        ];
      }),
    ),
};
