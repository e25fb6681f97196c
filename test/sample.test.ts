import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { byPath } from '../constructs/synth/rendering';
import { platform } from './platforms/sample';
import { expectValidManifests } from './schemas/validate-manifest';

const root = path.join(__dirname, '..');
const outputsText = readFileSync(path.join(root, 'outputs/production.json'), 'utf8');
const synthesis = platform.synthesize({ azure: true, kubernetes: true, preview: false, outputsText });
const manifests = synthesis.manifests!;

describe('the sample platform', () => {
  it('has a main.ts that a newcomer can read', () => {
    expect(readFileSync(path.join(root, 'main.ts'), 'utf8').split('\n').length).toBeLessThan(60);
  });

  it('is committed as it is synthesized, byte for byte', () => {
    const dist = path.join(root, 'dist/production');
    const committed = readdirSync(dist, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.synthesized')
      .map((entry) => path.relative(dist, path.join(entry.parentPath ?? entry.path, entry.name)))
      .sort()
      .map((name) => ({ path: name, text: readFileSync(path.join(dist, name), 'utf8') }));
    expect([...manifests, ...synthesis.documents!].sort(byPath)).toEqual(committed);
  });

  it('has Terraform that is the same on every run', () => {
    expect(
      platform.synthesize({ azure: true, kubernetes: false, preview: false, outputsText }).azureFiles,
    ).toEqual(synthesis.azureFiles);
  });

  it('has no path of this machine in its Terraform', () => {
    const text = synthesis.azureFiles!.map((file) => file.text).join('\n');
    expect(text.includes(root) || text.includes(process.cwd()) || /\/tmp\//.test(text)).toBe(false);
  });

  it('has manifests that are valid by independent schemas', () => {
    expectValidManifests(manifests.map((file) => parse(file.text)));
  });

  it('has no warning', () => {
    expect(synthesis.warnings).toEqual([]);
  });

  it('has its documents for people where no application reads', () => {
    const documents = synthesis.documents!;
    const folders = documents.map(({ path: name }) => name.split('/').slice(0, -1).join('/'));
    expect(documents.length).toBeGreaterThan(0);
    expect([...new Set(folders)].filter((folder) => !['', 'grafana'].includes(folder))).toEqual([]);
  });
});
