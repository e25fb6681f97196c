import { promQlResult } from '../../../engine/scaling/promql/promql-result';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const scaled = (type: string) =>
  scaledObjectExample(
    'minReplicaCount: 1,',
    prometheusTriggerExample('sum(vllm:num_requests_waiting)', `metricType: ${type}`),
  );

export const runaway: Rule = {
  id: 'scaling/runaway',
  title: 'A trigger on a total must use metricType AverageValue',
  severity: 'error',
  why: 'With metricType Value, the autoscaler multiplies the current replicas by total divided by target. If new replicas do not empty the queue at once, it multiplies them again and again, up to the maximum.',
  source:
    'kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale, "Algorithm details"; keda.sh/docs/2.20/reference/scaledobject-spec, "metricType" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('Value') },
  good: { kubernetes: scaled('AverageValue') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, metricType, path }) => {
        const query = textAt(metadata, 'query') ?? '';
        const isQueue = type === 'azure-servicebus';
        if (metricType !== 'Value' || query.includes('{{') || (type !== 'prometheus' && !isQueue)) return [];
        const { amount, problem } = promQlResult(query);
        if (!isQueue && (problem !== undefined || amount !== 'total')) return [];
        return [
          {
            in: found,
            field: `${path}.metricType`,
            message: `metricType is Value for ${isQueue ? 'the length of a queue' : `the total "${query}"`}, so the autoscaler multiplies the replicas up to the maximum.`,
            expected: 'metricType AverageValue',
            fix: 'Set metricType: AverageValue.',
          },
        ];
      }),
    ),
};
