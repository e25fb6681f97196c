import { allRules } from '../../../lib/check/all-rules';
import { containersOf } from '../../../lib/check/views/pods';
import { images, imageVariants } from '../../../lib/facts/versions';
import { pictureOf } from './example-picture';

const repositoryName = (image: string) =>
  image
    .replace(/[:@].*$/, '')
    .split('/')
    .at(-1)!;
const references = [...Object.values(images), ...Object.values(imageVariants)].map(
  ({ reference }): string => reference,
);
const pinned = new Set(references.map(repositoryName));

test('images in the examples of rules have the versions of lib/facts/versions.ts', () => {
  const used = allRules
    .flatMap(({ bad, good }) => [bad, good])
    .flatMap((example) => containersOf(pictureOf(example)).map(({ image }) => image ?? ''))
    .filter((image) => pinned.has(repositoryName(image)));
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((image) => !references.includes(image))).toEqual([]);
});
