import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const signedIn = (metadata: string) => `
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
  title: 'A trigger signs in by one way',
  severity: 'error',
  why: 'KEDA refuses a Prometheus trigger that has authModes beside a pod identity.',
  source: 'kedacore/keda pkg/scalers/authentication/authentication_types.go; kserve/kserve#6004 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: signedIn('authModes: bearer') },
  good: { kubernetes: signedIn('ignoreNullValues: "false"') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path, authentication, authenticationKind }) => {
        const modes = textAt(metadata, 'authModes') ?? '';
        if (type !== 'prometheus' || modes === '' || authentication === undefined) return [];
        const namespace =
          authenticationKind === 'ClusterTriggerAuthentication' ? undefined : found.object.metadata.namespace;
        const signedInBy = picture.find(authenticationKind, authentication, namespace);
        const provider = textAt(signedInBy?.object, 'spec.podIdentity.provider') ?? 'none';
        if (provider === 'none') return [];
        return [
          {
            in: found,
            field: `${path}.metadata.authModes`,
            message: `"${modes}", beside the pod identity (${provider}) of ${authentication}`,
            expected: 'left out',
            fix: 'Remove authModes.',
          },
        ];
      }),
    ),
};
