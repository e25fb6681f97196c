import { listAt, textAt } from '../../../values/json';
import { inNamespace } from '../../in-namespace';
import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';

const app = (mount: string, providerClass = 'app-secrets') => `
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: ${providerClass}, namespace: apps }
spec:
  provider: azure
  parameters: { keyvaultName: my-kv, clientID: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25, tenantId: 7b1d }
  secretObjects: [{ secretName: app-secret, type: Opaque, data: [{ objectName: key, key: key }] }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec:
      containers: [{ name: app, image: "app:1.0.0", env: [{ name: API_KEY, valueFrom: { secretKeyRef: { name: app-secret, key: key } } }] }]
      ${mount}
`;
const mount =
  'volumes: [{ name: s, csi: { driver: secrets-store.csi.k8s.io, readOnly: true, volumeAttributes: { secretProviderClass: app-secrets } } }]';

export const providerClass: Rule = {
  id: 'secrets/provider-class',
  title: 'A pod must mount an existing SecretProviderClass',
  severity: 'error',
  why: 'If the namespace has no SecretProviderClass of that name, the pod stays in ContainerCreating.',
  source: 'secrets-store-csi-driver.sigs.k8s.io/concepts (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: app(mount, 'other') },
  good: { kubernetes: app(mount) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) =>
      listAt(pod.spec, 'volumes').flatMap((volume, index) => {
        const name = textAt(volume, 'csi.volumeAttributes.secretProviderClass');
        const classes = picture
          .ofKind('SecretProviderClass')
          .filter(({ object }) => object.metadata.namespace === pod.namespace);
        // If these files contain no SecretProviderClass of this namespace, another source creates them.
        if (
          name === undefined ||
          classes.length === 0 ||
          classes.some(({ object }) => object.metadata.name === name)
        )
          return [];
        return [
          {
            in: pod.owner,
            field: podField(pod, `spec.volumes[${index}].csi.volumeAttributes.secretProviderClass`),
            message: `SecretProviderClass ${name} does not exist ${inNamespace(pod.namespace)}, so the pod stays in ContainerCreating.`,
            expected: `one of the SecretProviderClasses in the namespace: ${classes.map(({ object }) => object.metadata.name).join(', ')}`,
            fix: 'Correct the name, or add the SecretProviderClass.',
          },
        ];
      }),
    ),
};
