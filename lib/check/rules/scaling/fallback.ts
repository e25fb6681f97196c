import { numberAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const cpu = '{ type: cpu, metricType: Utilization, metadata: { value: "70" } }';
const withFallback = (trigger: string) =>
  scaledObjectExample('minReplicaCount: 1, fallback: { failureThreshold: 3, replicas: 2 },', trigger);

export const fallback: Rule = {
  id: 'scaling/fallback',
  title: 'A fallback is for a trigger that can fail, and takes nothing away',
  severity: 'error',
  why: 'CPU and memory have no fallback: KEDA’s webhook refuses a ScaledObject with those alone. With 0 replicas an error of Prometheus would end the service.',
  source:
    'keda.sh/docs/2.20/reference/scaledobject-spec, "fallback"; kedacore/keda scaledobject_types.go (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: withFallback(cpu) },
  good: { kubernetes: withFallback(`${cpu}, ${prometheusTriggerExample('sum(up)')}`) },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers, minReplicas, maxReplicas }) => {
      if (valueAt(found.object, 'spec.fallback') === undefined || triggers.length === 0) return [];
      if (triggers.every(({ type }) => type === 'cpu' || type === 'memory')) {
        return [
          {
            in: found,
            field: 'spec.fallback',
            message: 'there, with triggers of CPU and memory alone',
            expected: 'left out, or beside another trigger',
            fix: 'Remove the fallback.',
          },
        ];
      }
      const replicas = numberAt(found.object, 'spec.fallback.replicas');
      const least = Math.max(minReplicas, 1);
      if (replicas === undefined || (replicas >= least && replicas <= maxReplicas)) return [];
      return [
        {
          in: found,
          field: 'spec.fallback.replicas',
          message: `${replicas}`,
          expected: `from ${least} to ${maxReplicas}`,
          fix: 'Use what carries the usual load.',
        },
      ];
    }),
};
