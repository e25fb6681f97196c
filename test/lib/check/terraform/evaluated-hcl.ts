import { parseTerraform } from '../../../../cli/terraform-files';
import { evaluateConfiguration } from '../../../../lib/check/terraform/configuration';
import type { RootModule } from '../../../../lib/check/terraform/module-folders';

/** What HCL files create. */
export async function evaluatedHcl(
  files: Readonly<Record<string, string>>,
): Promise<Pick<RootModule, 'resources' | 'unseenModules'>> {
  const parsed = await parseTerraform(Object.entries(files).map(([path, text]) => ({ path, text })));
  expect(parsed.unreadable).toEqual([]);
  const { roots } = evaluateConfiguration(parsed.modules);
  return {
    resources: roots.flatMap(({ resources }) => resources),
    unseenModules: roots.flatMap(({ unseenModules }) => unseenModules),
  };
}

/** The value of an expression in HCL, as a rule sees it. */
export async function valueIn(expression: string, more = ''): Promise<unknown> {
  const { resources } = await evaluatedHcl({
    'main.tf': `resource "test_resource" "subject" {\n  value = ${expression}\n}\n${more}`,
  });
  return resources.find(({ address }) => address === 'test_resource.subject')?.attributes['value'];
}

/** Addresses and attributes of the resources. */
export async function resourcesOf(files: Readonly<Record<string, string>>) {
  const { resources } = await evaluatedHcl(files);
  return Object.fromEntries(resources.map(({ address, attributes }) => [address, attributes]));
}
