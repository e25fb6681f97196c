import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const emptyIsZero: Rule = {
  id: 'scaling/empty-is-zero',
  title: 'A Prometheus trigger must not treat an empty result as zero',
  severity: 'warning',
  why: 'When a scrape fails or a label is wrong, the query returns no data. KEDA reads this as 0 and removes replicas under load.',
  source: 'kedacore/keda prometheus_scaler.go (ignoreNullValues, default true) (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(rate(http_requests_total[1m]))", threshold: "5" } }',
    ),
  },
  good: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(rate(http_requests_total[1m]))", threshold: "5", ignoreNullValues: "false" } }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers, minReplicas }) =>
      triggers.flatMap(({ type, metadata, path }) => {
        const value = metadata['ignoreNullValues'];
        // The query defines the value of an empty result itself.
        if (/\bor\b.*\bvector\s*\(/.test(textAt(metadata, 'query') ?? '')) return [];
        // A workload that scales to zero has no series while it has no replicas.
        if (type !== 'prometheus' || minReplicas === 0 || value === 'false' || value === false) return [];
        return [
          {
            in: found,
            field: `${path}.metadata.ignoreNullValues`,
            message: `ignoreNullValues is ${value === undefined ? 'not set' : String(value)}, so KEDA reads an empty result as 0 and scales in.`,
            expected: 'ignoreNullValues: "false"',
            fix: 'Set ignoreNullValues: "false", and add a fallback.',
          },
        ];
      }),
    ),
};
