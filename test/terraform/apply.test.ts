import { samplePlatforms } from '../platforms/sample';
import { ApplyTier, reasonAgainst, report } from './apply-tier';
import { addOutsideResources } from './azure/outside-resources';
import { definitions, withGrafana } from './definitions';
import { terraformVersion } from './terraform-cli';
import { stackText } from './terraform-folder';
import { azurermVersions, renderFor, statedVersion } from './versions';

describe.each(azurermVersions)('azurerm %s', (version) => {
  const applies = reasonAgainst(version) === undefined ? it : it.skip;
  const [major, minor] = version.split('.').map(Number) as [number, number];
  const azurerm = statedVersion(version);
  let tier: ApplyTier;
  let stacks = 0;
  let resources = 0;

  beforeAll(async () => {
    if (reasonAgainst(version) === undefined) tier = await ApplyTier.open(version);
  });
  afterAll(async () => {
    await tier?.close();
    if (tier !== undefined)
      report(
        `azurerm ${version}, Terraform ${terraformVersion()}: ${stacks} stacks with ${resources} resources applied, their second plans empty`,
      );
  });

  const cases = {
    ...definitions,
    'the sample in development': samplePlatforms.platform('development').definition,
    ...(major > 4 || minor >= 62 ? { 'a Managed Grafana': withGrafana } : {}),
  };
  for (const [name, definition] of Object.entries(cases)) {
    applies(`applies ${name}, and has nothing to do then`, async () => {
      const files = renderFor(definition, { azurerm });
      tier.reset();
      addOutsideResources(stackText(files), tier.emulator.store);
      tier.terraform.use(files);
      const applied = await tier.terraform.apply();
      expect(applied.status === 0 ? '' : tier.explain(applied)).toBe('');
      const { status, text, changes } = await tier.terraform.plan();
      expect([changes ?? text, status]).toEqual([[], 0]);
      stacks++;
      resources += Number(/Resources: (\d+) added/.exec(applied.text)?.[1]);
    });
  }

  applies('fails where the network that a stack takes for granted is missing', async () => {
    tier.reset();
    tier.terraform.use(renderFor(definitions['subnets and a resource group that exist']!, { azurerm }));
    const { status, text } = await tier.terraform.apply();
    expect([status, text]).toEqual([1, expect.stringContaining('was not found')]);
  });
});
