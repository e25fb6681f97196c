import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const metadataTexts: Rule = {
  id: 'scaling/metadata-texts',
  title: 'Trigger metadata must contain only strings',
  severity: 'error',
  why: "Kubernetes rejects the ScaledObject, because KEDA's schema allows only strings in trigger metadata.",
  source: 'kedacore/keda apis/keda/v1alpha1 (map[string]string) (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: 5 } }',
    ),
  },
  good: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" } }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ metadata, path }) =>
        Object.entries(metadata).flatMap(([key, value]) =>
          typeof value === 'string'
            ? []
            : [
                {
                  in: found,
                  field: `${path}.metadata.${key}`,
                  message: `${key} is ${JSON.stringify(value)}, which is not a string, so Kubernetes rejects the ${found.object.kind}.`,
                  expected: `"${String(value)}"`,
                  fix: 'Put the value in quotes.',
                },
              ],
        ),
      ),
    ),
};
