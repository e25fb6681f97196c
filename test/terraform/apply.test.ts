import { samplePlatforms } from '../platforms/sample';
import { ApplyTier, reasonAgainst, report } from './apply-tier';
import { addOutsideResources } from './azure/outside-resources';
import { definitions, withGrafana } from './definitions';
import { terraformVersion } from './terraform-cli';
import { stackText } from './terraform-folder';
import { azurermVersions, renderFor, statedVersion } from './versions';

describe.each(azurermVersions)('azurerm %s', (version) => {
  // Most of the time azurerm waits, so several stacks are applied at once.
  const applies = reasonAgainst(version) === undefined ? it.concurrent : it.concurrent.skip;
  const azurerm = statedVersion(version);
  const [major, minor] = version.split('.').map(Number) as [number, number];
  let stacks = 0;
  let resources = 0;

  afterAll(() =>
    report(
      `azurerm ${version}, Terraform ${terraformVersion()}: ${stacks} stacks with ${resources} resources applied, their second plans empty`,
    ),
  );

  const cases = {
    ...definitions,
    'the sample in development': samplePlatforms.platform('development').definition,
    ...(major > 4 || minor >= 62 ? { 'a Managed Grafana': withGrafana } : {}),
  };
  for (const [name, definition] of Object.entries(cases)) {
    applies(`applies ${name}, and has nothing to do then`, () =>
      ApplyTier.with(version, async (tier) => {
        const files = renderFor(definition, { azurerm });
        addOutsideResources(stackText(files), tier.emulator.store);
        tier.terraform.use(files);
        const applied = await tier.terraform.apply();
        expect(applied.status === 0 ? '' : tier.explain(applied)).toBe('');
        const { status, text, changes } = await tier.terraform.plan();
        expect([changes ?? text, status]).toEqual([[], 0]);
        stacks++;
        resources += Number(/Resources: (\d+) added/.exec(applied.text)?.[1]);
      }),
    );
  }

  applies('fails where the network that a stack takes for granted is missing', () =>
    ApplyTier.with(version, async (tier) => {
      tier.terraform.use(renderFor(definitions['subnets and a resource group that exist']!, { azurerm }));
      const { status, text } = await tier.terraform.apply();
      expect([status, text]).toEqual([1, expect.stringContaining('was not found')]);
    }),
  );
});
