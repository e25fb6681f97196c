import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';

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

export const mountedClass: Rule = {
  id: 'secrets/mounted-class',
  title: 'A pod that uses a Secret of a SecretProviderClass must mount the SecretProviderClass',
  severity: 'error',
  why: 'The driver creates the Secret only when a pod mounts the SecretProviderClass. A pod that only references the Secret stays in CreateContainerConfigError.',
  source: 'secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: app('') },
  good: { kubernetes: app(mount) },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) => {
      const mounted = listAt(pod.spec, 'volumes').map((volume) =>
        textAt(volume, 'csi.volumeAttributes.secretProviderClass'),
      );
      return listAt(json, 'env').flatMap((variable, index) => {
        const secret = textAt(variable, 'valueFrom.secretKeyRef.name');
        const sources = picture
          .ofKind('SecretProviderClass')
          .filter(
            ({ object }) =>
              object.metadata.namespace === pod.namespace &&
              listAt(object, 'spec.secretObjects').some((each) => textAt(each, 'secretName') === secret),
          );
        if (secret === undefined || sources.length === 0) return [];
        if (sources.some(({ object }) => mounted.includes(object.metadata.name))) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.env[${index}].valueFrom.secretKeyRef.name`,
            message: `Secret ${secret} exists only while a pod mounts SecretProviderClass ${sources[0]!.object.metadata.name}, and this pod does not mount it, so its container can fail with CreateContainerConfigError.`,
            expected: `a CSI volume with SecretProviderClass ${sources[0]!.object.metadata.name}`,
            fix: 'Mount the SecretProviderClass as a CSI volume in the same pod.',
          },
        ];
      });
    }),
};
