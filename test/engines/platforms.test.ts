import { clusterPrograms, type Engines, startEngines } from './engines';
import { platforms } from './platforms';
import { findPrograms, has, type ProgramName } from './programs';
import { reportPrograms } from './report';
import { schedulingScenarios } from './scheduling-scenarios';

const programs = findPrograms();
reportPrograms(programs);

const describeWith = (...names: readonly ProgramName[]) =>
  programs !== undefined && has(programs, ...names) ? describe : describe.skip;

describeWith(...clusterPrograms).each(Object.entries(platforms))('%s', (_, platformOf) => {
  const platform = platformOf();
  let engines: Engines;

  beforeAll(async () => {
    if (platform.skipped.length > 0)
      console.log(`SKIPPED in ${platform.name}, not reachable from here:\n${platform.skipped.join('\n')}`);
    engines = await startEngines(programs!, platform);
  }, 180_000);

  afterAll(() => engines?.stop());

  describe('the scheduler', () => schedulingScenarios(platform, () => engines));
});
