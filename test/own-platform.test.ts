import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { byPath } from '../constructs/synth/rendering';
import { synthesize } from '../constructs/synth/synthesis';
import { recordFile } from '../lib/platform/gitops/publication-record';
import { outputsFile } from '../lib/platform/outputs/deploy-command';
import { platforms } from '../main';
import { expectValidManifests } from './schemas/validate-manifest';

const root = path.join(__dirname, '..');

/** Synthesis of all platforms, as a run writes it. */
const sharing = synthesize(
  platforms.platforms.map(({ resolved, options }) => {
    const file = path.join(root, outputsFile(resolved.environment));
    const outputsText = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    return {
      ...options,
      platform: resolved,
      kubernetes: true,
      preview: outputsText === undefined,
      outputsText,
    };
  }),
  false,
  true,
);

/** Files of a folder without synth's record. */
function committedIn(folder: string) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== recordFile)
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((name) => name.replaceAll(path.sep, '/'))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

it('has the dashboards of all platforms as they are synthesized, byte for byte', () => {
  expect([...sharing.sharedDashboards!].sort(byPath)).toEqual(committedIn(path.join(root, 'dist/grafana')));
});

/** What main.ts has today: these hold for every platform, so they stay when the definition becomes another one. */
describe.each(platforms.platforms.map((platform) => [platform.resolved.environment, platform] as const))(
  'the platform of main.ts in %s',
  (environment, platform) => {
    const outputs = path.join(root, outputsFile(environment));
    // Before the first deployment there is none, and no dist/ of it either.
    const outputsText = existsSync(outputs) ? readFileSync(outputs, 'utf8') : undefined;
    const choice = { azure: true, kubernetes: true, preview: outputsText === undefined, outputsText };
    const synthesis = platform.synthesize(choice);

    (outputsText === undefined ? it.skip : it)('is committed as it is synthesized, byte for byte', () => {
      const { documents } = sharing.deployments.find((each) => each.platform === platform.resolved)!;
      const files = [...synthesis.manifests!, ...documents!].sort(byPath);
      expect(files).toEqual(committedIn(path.join(root, 'dist', environment)));
    });

    it('has Terraform that is the same on every run', () => {
      expect(platform.synthesize(choice).azureFiles).toEqual(synthesis.azureFiles);
    });

    it('has no path of this machine in its Terraform', () => {
      const text = synthesis.azureFiles!.map((file) => file.text).join('\n');
      expect(text.includes(root) || text.includes(process.cwd()) || /\/tmp\//.test(text)).toBe(false);
    });

    it('has manifests that are valid by independent schemas', () => {
      expectValidManifests(synthesis.manifests!.map((file) => parse(file.text)));
    });

    it('has its documents for people where no application reads', () => {
      const folders = synthesis.documents!.map(({ path: name }) => name.split('/').slice(0, -1).join('/'));
      expect(folders.length).toBeGreaterThan(0);
      expect([...new Set(folders)].filter((folder) => !['', 'grafana'].includes(folder))).toEqual([]);
    });
  },
);
