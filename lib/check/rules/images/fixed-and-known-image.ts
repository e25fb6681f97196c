import { ImageReference, imageProblem } from '../../../values/image-reference';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { containersOf } from '../../views/pods';

const pod = (image: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: default }
spec:
  template:
    spec:
      containers: [{ name: app, image: "${image}" }]
`;

export const fixedAndKnownImage: Rule = {
  id: 'images/fixed-and-known-image',
  title: 'Every image has a fixed tag and a known registry',
  severity: 'error',
  why: 'A moving tag changes a running platform without a commit; a mistyped or unknown registry is ImagePullBackOff, or someone else’s image.',
  source: 'kubernetes.io/docs/concepts/containers/images; Azure/AKS#4459 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: pod('docker.io/org/app:latest') },
  good: { kubernetes: pod('docker.io/org/app:1.0.0') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod: { owner }, path, image }) => {
      // A template's braces: what it will be is not known.
      if (image === undefined || !isLiteral(image) || image.includes('{{')) return [];
      const at = { in: owner, field: `${path}.image` };
      const problem = imageProblem(image);
      if (problem !== undefined) {
        return [
          {
            ...at,
            message: `not fixed: ${problem}`,
            expected: 'registry/repository:tag with a version',
            fix: 'Name a version.',
          },
        ];
      }
      const { registry } = ImageReference.parse(image);
      const allowed = picture.context.allowedImageRegistries;
      if (allowed === undefined || allowed.includes(registry)) return [];
      return [
        {
          ...at,
          message: `"${image}" of the registry ${registry}`,
          expected: `of one of ${allowed.join(', ')}`,
          fix: 'Correct the image, or add the registry to imageRegistries of the definition.',
        },
      ];
    }),
};
