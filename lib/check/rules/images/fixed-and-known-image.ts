import { ImageReference, imageProblem } from '../../../values/image-reference';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const pod = (image: string) => deploymentExample('command: [run]', { image });

export const fixedAndKnownImage: Rule = {
  id: 'images/fixed-and-known-image',
  title: 'An image must have a fixed tag and a known registry',
  severity: 'error',
  why: 'A moving tag changes a running platform without a commit. An image from a mistyped or unknown registry stays in ImagePullBackOff or is the image of another owner.',
  source: 'kubernetes.io/docs/concepts/containers/images; Azure/AKS#4459 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: pod('docker.io/org/app:latest') },
  good: { kubernetes: pod('docker.io/org/app:1.0.0') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod: { owner }, path, image }) => {
      // The image of a template is unknown.
      if (image === undefined || !isLiteral(image) || image.includes('{{')) return [];
      const at = { in: owner, field: `${path}.image` };
      const problem = imageProblem(image);
      if (problem !== undefined) {
        return [
          {
            ...at,
            message: `The image is not fixed to a version: ${problem}.`,
            expected: 'registry/repository:tag with a version',
            fix: 'Set a tag with a version.',
          },
        ];
      }
      const { registry } = ImageReference.parse(image);
      const allowed = picture.context.allowedImageRegistries;
      if (allowed === undefined || allowed.includes(registry)) return [];
      return [
        {
          ...at,
          message: `Image "${image}" comes from the registry ${registry}, which the definition does not allow, so the pull can fail or run an unknown image.`,
          expected: `an image from one of the allowed registries: ${allowed.join(', ')}`,
          fix: 'Correct the image, or add the registry to imageRegistries in the definition.',
        },
      ];
    }),
};
