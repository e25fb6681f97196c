import { ImageReference, imageProblem } from '../../images/image-reference';
import { containersOf } from '../containers';
import { describeObject } from '../deployment-picture';
import type { Rule } from '../rule';

const id = 'image-is-fixed-and-known';

export const imageIsFixedAndKnown: Rule = {
  id,
  title: 'Every image has a fixed tag and a known registry',
  severity: 'error',
  why: 'A moving tag changes a running platform without a commit; a mistyped or unknown registry is ImagePullBackOff, or someone else’s image.',
  source: 'kubernetes.io/docs/concepts/containers/images; Azure/AKS#4459 (2026-11)',
  check: ({ objects, allowedImageRegistries }) =>
    objects.flatMap(({ file, object }) =>
      containersOf(object).flatMap(({ path, container }) => {
        const image = String(container['image']);
        const at = { rule: id, file, object: describeObject(object), field: `${path}.image` };
        const problem = imageProblem(image);
        if (problem !== undefined) {
          return [
            { ...at, is: problem, mustBe: 'registry/repository:tag with a version', fix: 'Name a version.' },
          ];
        }
        const { registry } = ImageReference.parse(image);
        if (allowedImageRegistries.includes(registry)) return [];
        return [
          {
            ...at,
            is: `"${image}" of the registry ${registry}`,
            mustBe: `of one of ${allowedImageRegistries.join(', ')}`,
            fix: 'Correct the image, or add the registry to imageRegistries of the definition.',
          },
        ];
      }),
    ),
};
