import { inNamespace } from '../../in-namespace';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const authentication: Rule = {
  id: 'scaling/authentication',
  title: 'A trigger must reference a TriggerAuthentication in its own namespace',
  severity: 'error',
  why: 'KEDA looks for a TriggerAuthentication only in the namespace of the ScaledObject. If it is in another namespace, the trigger has no credentials and the workload does not scale.',
  source: 'keda.sh/docs/2.20/concepts/authentication (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: `${scaledAppExample('minReplicaCount: 1', '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" }, authenticationRef: { name: auth } }')}---\napiVersion: keda.sh/v1alpha1\nkind: TriggerAuthentication\nmetadata: { name: auth, namespace: keda }\n`,
  },
  good: {
    kubernetes: `${scaledAppExample('minReplicaCount: 1', '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" }, authenticationRef: { name: auth } }')}---\napiVersion: keda.sh/v1alpha1\nkind: TriggerAuthentication\nmetadata: { name: auth, namespace: apps }\n`,
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ authentication, authenticationKind, path }) => {
        if (authentication === undefined || authenticationKind !== 'TriggerAuthentication') return [];
        const { namespace } = found.object.metadata;
        if (picture.find('TriggerAuthentication', authentication, namespace) !== undefined) return [];
        const elsewhere = picture
          .ofKind('TriggerAuthentication')
          .filter(
            ({ object }) =>
              object.metadata.name === authentication || object.metadata.namespace === namespace,
          );
        // If these files contain neither this name nor a TriggerAuthentication of this namespace,
        // another source creates it.
        if (elsewhere.length === 0) return [];
        return [
          {
            in: found,
            field: `${path}.authenticationRef.name`,
            message: `TriggerAuthentication ${authentication} does not exist ${inNamespace(namespace)}, so KEDA cannot authenticate the trigger.`,
            expected: `a TriggerAuthentication in the namespace of the ${found.object.kind}`,
            fix: 'Create the TriggerAuthentication in this namespace, or correct the name.',
          },
        ];
      }),
    ),
};
