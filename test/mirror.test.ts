import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '..');

/** Source files below a folder whose text matches. */
function sources(folder: string, declares: RegExp): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.ts') && declares.test(readFileSync(path.join(root, file), 'utf8')))
    .sort();
}

/** The test file of a source file. */
const mirror = (file: string) => `test/${file.replace(/\.ts$/, '.test.ts')}`;

describe('test/ mirrors the sources', () => {
  it.each(['constructs/azure', 'constructs/gitops'])(
    'each exported construct of %s has a test file of its name',
    (folder) => {
      const constructs = sources(folder, /^export class \w+ extends (?:Construct|Chart|\w*Stack)\b/m);
      expect(constructs.length).toBeGreaterThan(4);
      expect(constructs.filter((file) => !existsSync(path.join(root, mirror(file))))).toEqual([]);
    },
  );

  it('has no test folder of lib or constructs without a source folder', () => {
    const folders = ['test/lib', 'test/constructs'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) =>
          path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
        ),
    );
    const known = /\/(?:__snapshots__|damages|cases)$/;
    const orphans = folders.filter(
      (folder) => !known.test(folder) && !existsSync(path.join(root, folder.slice('test/'.length))),
    );
    expect(orphans).toEqual([]);
  });
});
