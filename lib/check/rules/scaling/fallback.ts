import { numberAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const cpu = '{ type: cpu, metricType: Utilization, metadata: { value: "70" } }';
const withFallback = (trigger: string) =>
  scaledObjectExample('minReplicaCount: 1, fallback: { failureThreshold: 3, replicas: 2 },', trigger);

export const fallback: Rule = {
  id: 'scaling/fallback',
  title: 'A fallback must have a supported trigger and a replica count within the limits of the scaler',
  severity: 'error',
  why: "KEDA's webhook rejects a fallback on a ScaledObject that has only CPU and memory triggers. A fallback of 0 replicas stops the service whenever Prometheus fails.",
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
            message: 'The ScaledObject has a fallback but only CPU and memory triggers, so KEDA rejects it.',
            expected: 'no fallback, or another trigger in addition to CPU and memory',
            fix: 'Remove the fallback.',
          },
        ];
      }
      const replicas = numberAt(found.object, 'spec.fallback.replicas');
      const minimum = Math.max(minReplicas, 1);
      if (replicas === undefined || (replicas >= minimum && replicas <= maxReplicas)) return [];
      return [
        {
          in: found,
          field: 'spec.fallback.replicas',
          message: `The fallback sets ${replicas} replicas when a trigger fails, but the scaler runs ${minimum} to ${maxReplicas} replicas.`,
          expected: `${minimum} to ${maxReplicas} replicas`,
          fix: 'Set fallback.replicas to the number that handles the usual load.',
        },
      ];
    }),
};
