import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { platforms } from './sample/main';

/**
 * The sample platform as it is handed out: main.ts, environments.ts, workloads.ts and outputs/ once more. Tests and documents go by this
 * one, so that whoever makes the definition his own keeps a suite that tests what it is meant to test.
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
