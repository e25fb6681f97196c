import fc from 'fast-check';
import { parseTerraform } from '../../../../cli/terraform-files';
import { evaluateConfiguration } from '../../../../lib/check/terraform/configuration';
import { knownExpressions } from './known-expressions';

async function rootsOf(files: Readonly<Record<string, string>>) {
  const parsed = await parseTerraform(Object.entries(files).map(([path, text]) => ({ path, text })));
  return evaluateConfiguration(parsed.modules);
}

const resource = 'resource "test_r" "a" {}\n';

describe('evaluateConfiguration', () => {
  it('has a root for each folder that no other folder uses', async () => {
    const { roots } = await rootsOf({
      'dev/main.tf': 'module "m" {\n  source = "../modules/m"\n}',
      'prod/main.tf': 'module "m" {\n  source = "../modules/m"\n}',
      'modules/m/main.tf': resource,
    });
    expect(roots.map(({ folder }) => folder)).toEqual(['dev', 'prod']);
  });

  it('has the JSON files of a folder with HCL', async () => {
    const { files } = await rootsOf({ 'main.tf': resource, 'more.tf.json': '{"resource":{}}' });
    expect([...files]).toEqual(['main.tf', 'more.tf.json']);
  });
});

/** Configurations from known expressions, with a mutation: a part is repeated, cut or replaced. */
const hostile = fc
  .tuple(
    fc.array(fc.constantFrom(...knownExpressions.map(([expression]) => expression)), { maxLength: 5 }),
    fc.nat(),
    fc.nat({ max: 30 }),
    fc.constantFrom(
      '',
      '${',
      '}',
      '"',
      '[*]',
      '...',
      '%{ for',
      '\u0000',
      '\ud800',
      '__proto__',
      '<<EOT\n',
      '..',
    ),
    fc.constantFrom('count', 'for_each', 'value', 'dynamic', '__proto__'),
  )
  .map(([expressions, at, length, by, name]) => {
    const body = expressions
      .map((each, index) => `  ${index === 0 ? name : `a${index}`} = ${each}\n`)
      .join('');
    const text = `variable "v" {}\nlocals {\n${body}}\nresource "azurerm_kubernetes_cluster" "a" {\n${body}}\nmodule "m" {\n  source = "./m"\n${body}}\n`;
    const start = at % text.length;
    return text.slice(0, start) + by + text.slice(start + length);
  });

it('survives 200 hostile files', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const files = [
        { path: 'main.tf', text },
        { path: 'm/main.tf', text },
      ];
      const { modules } = await parseTerraform(files);
      const { roots } = evaluateConfiguration(modules);
      expect(JSON.stringify(roots)).toBeDefined();
    }),
    { numRuns: 200 },
  );
});
