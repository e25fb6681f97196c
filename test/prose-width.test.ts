import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '..');
const limit = 100;

/** Files of the repository that people write. */
function written(folders: readonly string[], pattern: RegExp): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .filter((file) => pattern.test(file) && !/node_modules|\.venv|__snapshots__/.test(file)),
  );
}

/** A word that is longer than the line cannot be wrapped. */
const isTooLong = (line: string) =>
  line.length > limit && /\s/.test(line.slice(0, limit).replace(/^\s*(?:\/\/|\/?\*+|[-*>]|\d+\.)?\s*/, ''));

/** The report in docs/pull-requests.md, as `aks-ai changes` writes it. */
const example = /<!-- example, by [\s\S]*?<!-- end of the example -->/;

/** Lines of Markdown outside of code, tables and HTML. */
function proseOf(text: string): readonly string[] {
  let isCode = false;
  return text
    .replace(example, '')
    .split('\n')
    .filter((line) => {
      if (/^\s*```/.test(line)) isCode = !isCode;
      return !isCode && !/^\s*(?:```|\||#|<)/.test(line);
    });
}

/** Lines of comments that stand alone; a marker of Biome is one line. */
const commentsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^\s*(?:\/\/|\/?\*)/.test(line) && !/^\s*\/\/ biome-ignore|^\s*\*\s+[|`]/.test(line));

const generated = /^docs\/(?:rules|models|gpu-sizing-accuracy|gpu-sizing-comparison|api\/.*)\.md$/;
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...written(['docs', 'lib', 'constructs', 'cli', 'imports', 'examples'], /\.md$/),
].filter((file) => !generated.test(file));
const sources = written(['lib', 'constructs', 'cli'], /\.ts$/);

const tooLongIn = (file: string, linesOf: (text: string) => readonly string[]) =>
  linesOf(readFileSync(path.join(root, file), 'utf8'))
    .filter(isTooLong)
    .map((line) => `${file}: ${line}`);

describe('prose wraps at 100 columns', () => {
  it('in the pages', () => {
    expect(pages.length).toBeGreaterThan(40);
    expect(pages.flatMap((file) => tooLongIn(file, proseOf))).toEqual([]);
  });

  it('in the comments of the sources', () => {
    expect(sources.length).toBeGreaterThan(600);
    expect(sources.flatMap((file) => tooLongIn(file, commentsOf))).toEqual([]);
  });
});
