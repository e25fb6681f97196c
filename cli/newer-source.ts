import { existsSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { recordFile } from '../lib/platform/publication-record';

/** One run writes the Terraform and then the manifests of each environment, and git one file after the other. */
const oneRunMilliseconds = 10_000;

/**
 * What is newer than the Terraform of a checkout: a source of the definition, a `*.ts` in its root, that somebody changed and did not synthesize, or could
 * not; or `dist/<environment>`, of which a later synth wrote the manifests alone, or git another version.
 *
 * The time of each half is that of its record, which every run of synth renews (constructs/synth/publication.ts).
 *
 * Without `cdktf.out/` nothing is said: that Azure is missing is said anyway. Where a workflow checks out and then synthesizes, it is the newest
 * of all.
 */
export function newerSource(folder: string): string | undefined {
  const timeOf = (...names: readonly string[]) => {
    const file = path.join(folder, ...names);
    return existsSync(file) ? statSync(file).mtimeMs : 0;
  };
  const terraform = timeOf('cdktf.out', recordFile);
  if (terraform === 0) return undefined;
  const namesIn = (name: string) => {
    const below = path.join(folder, name);
    return existsSync(below) ? readdirSync(below, { withFileTypes: true }) : [];
  };
  const sources = namesIn('.')
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map(({ name }) => ({ name, later: timeOf(name) - terraform }));
  const environments = namesIn('dist').map(({ name }) => ({
    name: `dist/${name}`,
    later: timeOf('dist', name, recordFile) - terraform - oneRunMilliseconds,
  }));
  return [...sources, ...environments].sort((a, b) => b.later - a.later).find(({ later }) => later > 0)?.name;
}
