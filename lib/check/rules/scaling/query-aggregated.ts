import { promQlResult } from '../../../engine/scaling/promql-result';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';

const scaled = (
  spec: string,
  trigger = '{ type: cron, metadata: { timezone: Asia/Seoul, start: "0 8 * * *", end: "0 19 * * *", desiredReplicas: "2" } }',
) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec: { containers: [{ name: app, image: "app:1.0.0" }] }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps }
spec:
  scaleTargetRef: { name: app }
  ${spec}
  triggers: [${trigger}]
`;

export const queryAggregated: Rule = {
  id: 'scaling/query-aggregated',
  title: 'A query gives one number',
  severity: 'error',
  why: 'With two replicas the query has two series, and KEDA gives up: "returned multiple elements".',
  source: 'kedacore/keda pkg/scalers/prometheus_scaler.go (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaled(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "vllm:num_requests_waiting", threshold: "5" } }',
    ),
  },
  good: {
    kubernetes: scaled(
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
        // What does not read as PromQL may be what this reader does not know.
        if (problem !== undefined || series === 'one') return [];
        return [
          {
            in: found,
            field: `${path}.metadata.query`,
            message: `"${query}", which may have several series`,
            expected: 'one number: sum(…), max(…), avg(…) without "by"',
            fix: 'Put sum() around it.',
          },
        ];
      }),
    ),
};
