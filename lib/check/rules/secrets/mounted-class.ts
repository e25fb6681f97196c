import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';
import { secretProviderExample, secretsVolumeExample } from '../example-manifests';

export const mountedClass: Rule = {
  id: 'secrets/mounted-class',
  title: 'A pod that uses a Secret of a SecretProviderClass must mount the SecretProviderClass',
  severity: 'error',
  why: 'The driver creates the Secret only when a pod mounts the SecretProviderClass. A pod that only references the Secret stays in CreateContainerConfigError.',
  source: 'secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: secretProviderExample('') },
  good: { kubernetes: secretProviderExample(secretsVolumeExample) },
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
