import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { platforms } from '../main';
import { sampleFiles, sampleOutputs, samplePlatforms, sampleText } from './platforms/sample';

const root = path.join(__dirname, '..');
/** Their order follows from the depth of the folder. */
const withoutImports = (text: string) => text.replaceAll(/^import .*\n/gm, '');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const environments = samplePlatforms.platforms.map(({ definition }) => definition.environment);

/** A user's own platform has its own repository, and need not equal the copy. */
const isSample = platforms.base.gitOps.repository === samplePlatforms.base.gitOps.repository;
const ofSample = isSample ? it : it.skip;

describe('the sample platform', () => {
  ofSample.each(sampleFiles)('has the %s that the tests and the README go by', (file) => {
    const told =
      withoutImports(textOf(file)) === withoutImports(sampleText(file))
        ? ''
        : `${file} is another one than test/platforms/sample/${file}. For a platform of your own: set gitOps.repository. For another sample: change both.`;
    expect(told).toBe('');
  });

  ofSample.each(environments)('has the outputs of %s that the tests go by', (environment) => {
    expect(textOf(`outputs/${environment}.json`)).toBe(sampleOutputs(environment));
  });

  it('has a main.ts that a newcomer can read', () => {
    expect(sampleText('main.ts').split('\n').length).toBeLessThanOrEqual(60);
  });

  it.each(environments)('has no warning in %s', (environment) => {
    const outputsText = sampleOutputs(environment);
    const choice = { azure: true, kubernetes: true, preview: false, outputsText };
    expect(samplePlatforms.platform(environment).synthesize(choice).warnings).toEqual([]);
  });
});
