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

export const emptyIsZero: Rule = {
  id: 'scaling/empty-is-zero',
  title: 'No measure is not taken for no load',
  severity: 'warning',
  why: 'While the metric is away (a scrape that fails, a wrong label) KEDA reads 0 and takes replicas away under load.',
  source: 'kedacore/keda prometheus_scaler.go (ignoreNullValues, default true) (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaled(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(rate(http_requests_total[1m]))", threshold: "5" } }',
    ),
  },
  good: {
    kubernetes: scaled(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(rate(http_requests_total[1m]))", threshold: "5", ignoreNullValues: "false" } }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers, minReplicas }) =>
      triggers.flatMap(({ type, metadata, path }) => {
        const value = metadata['ignoreNullValues'];
        // The query itself says what an empty result is.
        if (/\bor\b.*\bvector\s*\(/.test(textAt(metadata, 'query') ?? '')) return [];
        // What may go to none has no series then.
        if (type !== 'prometheus' || minReplicas === 0 || value === 'false' || value === false) return [];
        return [
          {
            in: found,
            field: `${path}.metadata.ignoreNullValues`,
            message: value === undefined ? 'left out, so that an empty result is 0' : String(value),
            expected: '"false"',
            fix: 'Set ignoreNullValues: "false", with a fallback.',
          },
        ];
      }),
    ),
};
