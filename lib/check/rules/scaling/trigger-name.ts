import type { Rule } from '../../rule';
import { triggerProblemsOf } from '../../views/trigger-fields';
import { scaledAppExample } from '../example-manifests';

const trigger = (name: string) =>
  scaledAppExample(
    'minReplicaCount: 1',
    `{ type: prometheus, metadata: { serverAddress: "http://prometheus.monitoring:9090", query: 'sum(vllm:num_requests_waiting)', threshold: "5", ${name}: "2" } }`,
  );

export const triggerName: Rule = {
  id: 'scaling/trigger-name',
  title: 'Names in trigger metadata must be those that KEDA reads',
  severity: 'warning',
  why: 'KEDA ignores a name that it does not know, without an error, so a misspelled setting has its default.',
  source:
    'kedacore/keda pkg/scalers/scalersconfig (checkUnexpectedParameterExist is off by default), v2.20.2 (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: trigger('activationTreshold') },
  good: { kubernetes: trigger('activationThreshold') },
  check: (picture) =>
    triggerProblemsOf(picture).flatMap(({ is, scaler, trigger: { path, type }, name, expected }) =>
      is === 'ignored'
        ? [
            {
              in: scaler.found,
              field: `${path}.metadata.${name}`,
              message: `KEDA does not read ${name} of the ${type} trigger, so the value has no effect.`,
              expected,
              fix: `Rename ${name} to ${expected}.`,
            },
          ]
        : [],
    ),
};
