import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { charts, images, manifests } from '../lib/facts/versions';

const root = path.join(__dirname, '..');

/** Text of every production file that people edit, by path. */
const sources = new Map(
  ['lib', 'constructs', 'cli']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.c?ts$/.test(name))
        .map((name) => path.posix.join(folder, name)),
    )
    .filter((file) => file !== 'lib/check/all-rules.ts')
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);

const filesWith = (pattern: RegExp, outside = /^$/): readonly string[] =>
  [...sources].filter(([file, text]) => !outside.test(file) && pattern.test(text)).map(([file]) => file);

/** Rows of the table in CONTRIBUTING.md: the files by kind of change. */
const table = new Map(
  readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8')
    .split('## Cost of a change')[1]!
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('.ts`'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, change, , files]) => [change!, [...files!.matchAll(/`([^`]+)`/g)].map(([, file]) => file!)]),
);

/** Files that contain the example of a change, without files about the same word of Kubernetes or KEDA. */
const changes: readonly (readonly [change: string, most: number, files: () => readonly string[]])[] = [
  ['Field of the definition', 4, () => filesWith(/\bazurePolicy\b/, /^lib\/check\//)],
  [
    'Kind of application',
    4,
    // The construct has an object with this id.
    () =>
      filesWith(
        /\bcronJobs?\b|'cron-job'|\b\w*CronJob(?:Schema|Definition)\b/,
        /^constructs\/kubernetes\/applications\//,
      ),
  ],
  // A rule may use the checks of a trigger, and an entry point exports it for constructs.
  ['KEDA trigger', 2, () => filesWith(/triggers\/cron'|: literal\('cron'\)/, /^lib\/check\/|index\.ts$/)],
  ['Rule', 1, () => filesWith(/'cluster\/sku-tier'|rules\/cluster\/sku-tier'/)],
  ['Output of the stack', 2, () => filesWith(/^\s+registryHost: /m, /^lib\/values\//)],
];

const versions = [
  ...Object.values(images).map(({ tag }) => tag),
  ...[charts, manifests].flatMap((group) =>
    Object.values(group).map((each) => ('version' in each ? each.version : each.revision)),
  ),
];

describe('the cost of a change', () => {
  it.each(changes)('%s: is in the files that CONTRIBUTING.md lists', (change, _most, files) => {
    expect([...files()].sort()).toEqual([...(table.get(change) ?? [])].sort());
  });

  it.each(changes)('%s: is at most %d files', (change, most) => {
    expect(table.get(change)!.length).toBeLessThanOrEqual(most);
  });

  it.each([...new Set(versions)])('version %s is only in the table of versions', (version) => {
    const literal = new RegExp(`['"\`:]${version.replaceAll('.', '\\.')}['"\`]`);
    // A version of Kubernetes may have the same number, and options and values are those of one version.
    expect(filesWith(literal, /^lib\/facts\/(?:aks-versions\.ts$|chart-values\/|engine-options\/)/)).toEqual([
      'lib/facts/versions.ts',
    ]);
  });

  it('has a row for each change and for versions', () => {
    expect([...table.keys()].sort()).toEqual(
      [...changes.map(([change]) => change), 'Version of an image, a chart or manifests'].sort(),
    );
  });
});
