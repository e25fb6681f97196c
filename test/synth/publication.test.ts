import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { applyPublications, comparePublication, WriteError } from '../../constructs/synth/publication';
import { DefinitionError } from '../../lib/problems/problem-list';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'publication-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const out = () => path.join(folder, 'out');
const origin = { definitions: new Map(), sources: new Map() };
const file = (name: string, text = name) => ({ path: name, text });
const publish = (...files: readonly { path: string; text: string }[]) => {
  const publication = comparePublication(out(), files, origin);
  applyPublications([publication]);
  return publication;
};
const present = () =>
  fs
    .readdirSync(out(), { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(out(), name)).isFile())
    .sort();

describe('publishing', () => {
  it('writes the files and their record', () => {
    publish(file('b/2.yaml'), file('a/1.yaml'));
    expect(present()).toEqual(['.synthesized', 'a/1.yaml', 'b/2.yaml']);
    expect(fs.readFileSync(path.join(out(), '.synthesized'), 'utf8')).toBe('a/1.yaml\nb/2.yaml\n');
  });

  it('records what the files are made from, before the files', () => {
    const definitions = new Map([
      [
        'test',
        new Map([
          ['azure', 'ab'],
          ['nodePools.gpu', 'cd'],
        ]),
      ],
    ]);
    const sources = new Map([['main.ts', 'ef']]);
    applyPublications([comparePublication(out(), [file('a/1.yaml')], { definitions, sources })]);
    expect(fs.readFileSync(path.join(out(), '.synthesized'), 'utf8')).toBe(
      '# definition test azure ab\n# definition test nodePools.gpu cd\n# source main.ts ef\na/1.yaml\n',
    );
    expect(publish(file('b/1.yaml')).removed).toEqual(['a/1.yaml']);
  });

  it('does not touch a file whose bytes are the same', () => {
    publish(file('a/1.yaml'), file('a/2.yaml'));
    const old = new Date('2020-01-01');
    for (const name of present()) fs.utimesSync(path.join(out(), name), old, old);
    const second = publish(file('a/1.yaml'), file('a/2.yaml', 'changed'));
    const touched = present().filter(
      (name) => fs.statSync(path.join(out(), name)).mtime.getTime() !== old.getTime(),
    );
    expect([touched, second.written, second.unchanged]).toEqual([['a/2.yaml'], ['a/2.yaml'], ['a/1.yaml']]);
  });

  it('removes a file that it no longer writes, and its empty folder', () => {
    publish(file('a/1.yaml'), file('gone/2.yaml'));
    expect(publish(file('a/1.yaml')).removed).toEqual(['gone/2.yaml']);
    expect(fs.existsSync(path.join(out(), 'gone'))).toBe(false);
  });

  it('does not remove a file of another program', () => {
    publish(file('a/1.yaml'), file('a/2.yaml'));
    fs.writeFileSync(path.join(out(), 'a', 'README.md'), 'by hand');
    publish(file('b/1.yaml'));
    expect(present()).toEqual(['.synthesized', 'a/README.md', 'b/1.yaml']);
  });

  it.each(['../outside', 'a/../../outside', '/outside', 'C:/outside', 'a\\..\\..\\outside', ''])(
    'does not follow the record to "%s"',
    (line) => {
      fs.writeFileSync(path.join(folder, 'outside'), 'not ours');
      publish(file('a/1.yaml'));
      fs.writeFileSync(path.join(out(), '.synthesized'), `a/1.yaml\n${line}\n`);
      expect(publish(file('a/1.yaml')).removed).toEqual([]);
      expect(fs.existsSync(path.join(folder, 'outside'))).toBe(true);
    },
  );

  it('does not follow the record through a link', () => {
    fs.mkdirSync(path.join(folder, 'elsewhere'));
    fs.writeFileSync(path.join(folder, 'elsewhere', '1.yaml'), 'not ours');
    publish(file('a/1.yaml'));
    fs.symlinkSync('../elsewhere', path.join(out(), 'link'));
    fs.writeFileSync(path.join(out(), '.synthesized'), 'link/1.yaml\n');
    publish(file('a/1.yaml'));
    expect(fs.existsSync(path.join(folder, 'elsewhere', '1.yaml'))).toBe(true);
  });

  it('refuses to write through a link or over a folder, with every obstacle', () => {
    fs.mkdirSync(path.join(folder, 'elsewhere'));
    fs.mkdirSync(path.join(out(), 'b/1.yaml'), { recursive: true });
    fs.symlinkSync('../elsewhere', path.join(out(), 'a'));
    fs.writeFileSync(path.join(out(), 'c'), 'a file');
    const files = [file('a/1.yaml'), file('a/2.yaml'), file('b/1.yaml'), file('c/1.yaml')];
    expect(() => comparePublication(out(), files, origin)).toThrow(DefinitionError);
    expect(() => comparePublication(out(), files, origin)).toThrow(
      /3 problems[\s\S]*out\/a: the path is a symbolic link[\s\S]*out\/c: the path is a file[\s\S]*out\/b\/1\.yaml: the path is a folder/,
    );
    expect(fs.readdirSync(path.join(folder, 'elsewhere'))).toEqual([]);
  });

  it('replaces a link to a file, also with the same content', () => {
    fs.writeFileSync(path.join(folder, 'own'), 'a/1.yaml');
    fs.mkdirSync(path.join(out(), 'a'), { recursive: true });
    fs.symlinkSync('../../own', path.join(out(), 'a/1.yaml'));
    expect(publish(file('a/1.yaml')).written).toEqual(['a/1.yaml']);
    expect(fs.lstatSync(path.join(out(), 'a/1.yaml')).isFile()).toBe(true);
  });

  it.each(['../x', '/x', '.synthesized', 'a//x'])('refuses to write "%s"', (name) => {
    expect(() => comparePublication(out(), [file(name)], origin)).toThrow('is not a path of a file');
  });

  it('removes its staging folder, also if a rename fails', () => {
    const publication = comparePublication(out(), [file('a/1.yaml')], origin);
    fs.mkdirSync(path.join(out(), 'a/1.yaml/in-the-way'), { recursive: true });
    expect(() => applyPublications([publication])).toThrow(WriteError);
    expect(fs.readdirSync(out()).filter((name) => name.startsWith('.synth-'))).toEqual([]);
  });
});
