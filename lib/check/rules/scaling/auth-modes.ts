import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const authenticated = (metadata: string) => `
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: keda, namespace: apps }
spec: { podIdentity: { provider: azure-workload } }
---${scaledObjectExample(
  'minReplicaCount: 1,',
  prometheusTriggerExample('sum(up)', 'authenticationRef: { name: keda }', metadata),
)}`;

export const authModes: Rule = {
  id: 'scaling/auth-modes',
  title: 'A Prometheus trigger must not combine authModes with a pod identity',
  severity: 'error',
  why: 'KEDA cannot build a Prometheus trigger that sets authModes and uses a pod identity. The ScaledObject does not become ready, and the workload does not scale.',
  source: 'kedacore/keda pkg/scalers/authentication/authentication_types.go; kserve/kserve#6004 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: authenticated('authModes: bearer') },
  good: { kubernetes: authenticated('ignoreNullValues: "false"') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path, authentication, authenticationKind }) => {
        const modes = textAt(metadata, 'authModes') ?? '';
        if (type !== 'prometheus' || modes === '' || authentication === undefined) return [];
        const namespace =
          authenticationKind === 'ClusterTriggerAuthentication' ? undefined : found.object.metadata.namespace;
        const triggerAuthentication = picture.find(authenticationKind, authentication, namespace);
        const provider = textAt(triggerAuthentication?.object, 'spec.podIdentity.provider') ?? 'none';
        if (provider === 'none') return [];
        return [
          {
            in: found,
            field: `${path}.metadata.authModes`,
            message: `The trigger sets authModes "${modes}" and uses the pod identity ${provider} of ${authenticationKind} ${authentication}, so KEDA rejects the trigger.`,
            expected: 'no authModes on a trigger with a pod identity',
            fix: 'Remove authModes from the trigger metadata.',
          },
        ];
      }),
    ),
};
