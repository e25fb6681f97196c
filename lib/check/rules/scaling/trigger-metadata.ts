import type { Rule } from '../../rule';
import { type TriggerProblem, triggerProblemsOf } from '../../views/trigger-fields';
import { scaledAppExample } from '../example-manifests';

const trigger = (more: string) =>
  scaledAppExample(
    'minReplicaCount: 1',
    `{ type: prometheus, metadata: { ${more}, query: 'sum(vllm:num_requests_waiting)', threshold: "5" } }`,
  );

export const triggerMetadata: Rule = {
  id: 'scaling/trigger-metadata',
  title: 'Trigger metadata must contain what KEDA requires, in its form',
  severity: 'error',
  why: 'KEDA cannot build the scaler, so the ScaledObject is never Ready and the number of replicas stays as it is.',
  source: 'kedacore/keda pkg/scalers, tags of the configuration structs, v2.17.2 to v2.20.2 (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: trigger('namespace: apps') },
  good: { kubernetes: trigger('serverAddress: "http://prometheus.monitoring:9090"') },
  check: (picture) =>
    triggerProblemsOf(picture).flatMap((problem) => {
      if (problem.is === 'ignored') return [];
      const { trigger: found, name, expected } = problem;
      return [
        {
          in: problem.scaler.found,
          field: `${found.path}.metadata${problem.is === 'missing' ? '' : `.${name}`}`,
          message: `${describe(problem)}, so KEDA cannot build the scaler and nothing scales.`,
          expected,
          fix: problem.is === 'missing' ? `Set metadata.${name}.` : `Correct metadata.${name}.`,
        },
      ];
    }),
};

function describe({ is, name, trigger: { type, metadata } }: TriggerProblem): string {
  if (is === 'missing') return `The ${type} trigger has no ${name} in its metadata`;
  return `${name} of the ${type} trigger is ${JSON.stringify(metadata[name])}, which KEDA does not accept`;
}
