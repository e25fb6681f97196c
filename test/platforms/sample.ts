import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { platforms } from './sample/main';

/**
 * A copy of the sample platform: main.ts, environments.ts, workloads.ts and outputs/. Tests and documents use this copy, so the suite stays
 * meaningful after a user has edited the definition.
 */
export const samplePlatforms = platforms;

/** The sample platform in production. */
export const platform = platforms.platform('production');

/** Files of the definition, and the folder of their copies. */
export const sampleFiles = ['main.ts', 'environments.ts', 'workloads.ts'] as const;
export const sampleFolder = path.join(__dirname, 'sample');

/** A file of the sample's definition, as it is at the root of a repository. */
export function sampleText(file: (typeof sampleFiles)[number]): string {
  return readFileSync(path.join(sampleFolder, file), 'utf8').replaceAll(/(from ')(?:\.\.\/)+/g, '$1./');
}

/** `outputs/<environment>.json` of the sample. */
export function sampleOutputs(environment: string): string {
  return readFileSync(path.join(sampleFolder, 'outputs', `${environment}.json`), 'utf8');
}
