import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { applyPublications, comparePublication } from '../../constructs/synth/publication';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'publication-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const out = () => path.join(folder, 'out');
const file = (name: string, text = name) => ({ path: name, text });
const publish = (...files: readonly { path: string; text: string }[]) => {
  const publication = comparePublication(out(), files);
  applyPublications([publication]);
  return publication;
};
const present = () =>
  fs
    .readdirSync(out(), { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(out(), name)).isFile())
    .sort();

describe('publishing', () => {
  it('writes the files and the record of them', () => {
    publish(file('b/2.yaml'), file('a/1.yaml'));
    expect(present()).toEqual(['.synthesized', 'a/1.yaml', 'b/2.yaml']);
    expect(fs.readFileSync(path.join(out(), '.synthesized'), 'utf8')).toBe('a/1.yaml\nb/2.yaml\n');
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

  it('removes what it wrote earlier and makes no more, with the folder that is left empty', () => {
    publish(file('a/1.yaml'), file('gone/2.yaml'));
    expect(publish(file('a/1.yaml')).removed).toEqual(['gone/2.yaml']);
    expect(fs.existsSync(path.join(out(), 'gone'))).toBe(false);
  });

  it('removes nothing that somebody else wrote', () => {
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

  it.each(['../x', '/x', '.synthesized', 'a//x'])('refuses to write "%s"', (name) => {
    expect(() => comparePublication(out(), [file(name)])).toThrow('is not a path of a file');
  });

  it('leaves no staging folder behind, also where a rename fails', () => {
    fs.mkdirSync(path.join(out(), 'a/1.yaml/in-the-way'), { recursive: true });
    expect(() => publish(file('a/1.yaml'))).toThrow();
    expect(fs.readdirSync(out()).filter((name) => name.startsWith('.synth-'))).toEqual([]);
  });
});
