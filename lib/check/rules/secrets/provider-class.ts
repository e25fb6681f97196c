import { listAt, textAt } from '../../../values/json';
import { inNamespace } from '../../in-namespace';
import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';
import { secretProviderExample, secretsVolumeExample } from '../example-manifests';

export const providerClass: Rule = {
  id: 'secrets/provider-class',
  title: 'A pod must mount an existing SecretProviderClass',
  severity: 'error',
  why: 'If the namespace has no SecretProviderClass of that name, the pod stays in ContainerCreating.',
  source: 'secrets-store-csi-driver.sigs.k8s.io/concepts (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: secretProviderExample(secretsVolumeExample, 'other') },
  good: { kubernetes: secretProviderExample(secretsVolumeExample) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) =>
      listAt(pod.spec, 'volumes').flatMap((volume, index) => {
        const name = textAt(volume, 'csi.volumeAttributes.secretProviderClass');
        const classes = picture
          .ofKind('SecretProviderClass')
          .filter(({ object }) => object.metadata.namespace === pod.namespace);
        // If these files contain no SecretProviderClass of this namespace, another source creates
        // them.
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
