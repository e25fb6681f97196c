import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { synthesized } from '../links/synthesized';
import * as aiPlatforms from '../platforms/ai-platform';
import type { RepositoryFile } from './argo-cd';

const repository = path.join(__dirname, '../..');

/** A platform as its repository has it. */
export interface RepositoryPlatform {
  readonly name: string;
  readonly files: readonly RepositoryFile[];
}

/** Every environment of `dist/`, as it is on disk. */
function environments(): readonly RepositoryPlatform[] {
  // dist/grafana has the dashboards of all environments, and no objects.
  const folders = fs
    .readdirSync(path.join(repository, 'dist'))
    .filter((name) => fs.existsSync(path.join(repository, 'dist', name, 'argocd')));
  return folders.map((environment) => {
    const folder = path.join('dist', environment);
    const files = fs
      .readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ya?ml$/.test(file))
      .sort()
      .map((file) => ({
        path: path.posix.join('dist', environment, ...file.split(path.sep)),
        object: parse(fs.readFileSync(path.join(repository, folder, file), 'utf8')),
      }));
    return { name: folder, files };
  });
}

/** The environments of `dist/`, and the platforms of the tests, which have every choice of the definition. */
export function platforms(): readonly RepositoryPlatform[] {
  const ofTests = Object.entries(aiPlatforms).map(([name, definition]) => {
    const { environmentPath, objects } = synthesized(definition);
    return {
      name,
      files: objects.map(({ file, object }) => ({ path: `${environmentPath}/${file}`, object })),
    };
  });
  return [...environments(), ...ofTests];
}
