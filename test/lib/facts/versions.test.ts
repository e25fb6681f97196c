import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { charts, images, imageVariants, manifests } from '../../../lib/facts/versions';

const root = path.join(__dirname, '../../..');
const table = 'lib/facts/versions.ts';
/** Written by a program: the rules page, snapshots, golden files, the keys of charts. */
const isGenerated = (file: string) =>
  file === 'docs/rules.md' || /(?:__snapshots__|golden|facts\/chart-values)\//.test(file);

const files = [
  ...readdirSync(root).filter((name) => /\.(?:md|ts)$/.test(name)),
  ...['lib', 'constructs', 'cli', 'docs', 'examples', 'bench', 'test'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  ),
]
  .filter((file) => /\.(?:md|ts|yaml)$/.test(file) && file !== table && !isGenerated(file))
  .map((file) => ({ file, text: withoutComments(readFileSync(path.join(root, file), 'utf8')) }));

/** Comments may cite a version or show one as an example. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Places of a version with the name of its image, chart or repository around it. */
function literals(name: string, version: string): readonly string[] {
  const pattern = new RegExp(`(?<![\\w.])v?${escaped(version.replace(/^v/, ''))}(?![\\w.]|-\\w)`, 'g');
  const named = new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`);
  return files.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: found }) => {
      const around = text.slice(Math.max(0, index - 120), index + 120);
      return named.test(around) ? [`${file}: ${found}`] : [];
    }),
  );
}

const lastPart = (address: string) => address.split('/').at(-1)!;

/** Documents that a user copies from. They show the version of the table. */
const documents = ['README.md', 'examples/one-construct.ts', 'docs/gpu-sizing.md'];

describe('a version is written in the table only', () => {
  it.each([...Object.values(images), ...Object.values(imageVariants)])(
    '$reference',
    ({ repository, tag }) => {
      const outside = literals(lastPart(repository), tag).filter(
        (place) => !documents.some((document) => place.startsWith(document)),
      );
      expect(outside).toEqual([]);
    },
  );

  it.each(Object.values(charts))('the chart $chart $version', ({ chart, version }) =>
    expect(literals(chart, version)).toEqual([]),
  );

  it.each(Object.values(manifests))('$repository $revision', ({ repository, revision }) =>
    expect(literals(lastPart(repository), revision)).toEqual([]),
  );

  it('a copy would be found', () => {
    files.push({ file: 'copy.ts', text: `const image = '${images.pause.reference}';` });
    expect(literals('pause', images.pause.tag)).toEqual([`copy.ts: ${images.pause.tag}`]);
    files.pop();
  });
});

it.each(documents)('%s shows the images of the table', (document) => {
  const { text } = files.find(({ file }) => file === document)!;
  const shown = Object.values(images).flatMap(({ repository }) => [
    ...text.matchAll(new RegExp(`${escaped(repository)}:[\\w.-]+`, 'g')),
  ]);
  expect(shown.length).toBeGreaterThan(0);
  const references: readonly string[] = Object.values(images).map(({ reference }) => reference);
  for (const [reference] of shown) expect(references).toContain(reference);
});

it('product code names no image of a public registry outside the table', () => {
  const pattern =
    /['"`](?:docker\.io|ghcr\.io|nvcr\.io|quay\.io|registry\.k8s\.io|mcr\.microsoft\.com)\/[\w./-]+:[\w.-]+/g;
  const product = files.filter(({ file }) => /^(?:lib|constructs)\/(?!check\/rules\/)/.test(file));
  expect(
    product.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([found]) => `${file}: ${found}`)),
  ).toEqual([]);
});

describe('the bindings are generated from the versions of the table', () => {
  const addresses = readFileSync(path.join(root, 'cdk8s.yaml'), 'utf8');

  it.each(Object.values(manifests))('$repository', ({ repository, revision }) =>
    expect(addresses).toMatch(
      new RegExp(`/${escaped(lastPart(repository))}/(?:releases/download/)?${escaped(revision)}/`),
    ),
  );

  it('LeaderWorkerSet', () =>
    expect(addresses).toContain(`/kubernetes-sigs/lws/v${charts.leaderWorkerSet.version}/`));
});

it.each([
  ...Object.values(images),
  ...Object.values(imageVariants),
  ...Object.values(charts),
  ...Object.values(manifests),
])('$repository has a source and the month in which it was read', ({ source, read }) => {
  expect(source).not.toBe('');
  expect(read).toMatch(/^20\d\d-(?:0[1-9]|1[0-2])$/);
});
