import { evaluatedHcl, resourcesOf, valueIn } from './evaluated-hcl';

const cluster = 'resource "azurerm_kubernetes_cluster" "aks" {\n  name = "my-aks"\n}\n';

describe('a reference', () => {
  it('to an attribute in the configuration is its value', async () => {
    expect(await valueIn('azurerm_kubernetes_cluster.aks.name', cluster)).toBe('my-aks');
  });

  it('to an attribute that Azure sets is an address', async () => {
    expect(await valueIn('azurerm_kubernetes_cluster.aks.id', cluster)).toBe(
      '${azurerm_kubernetes_cluster.aks.id}',
    );
  });

  it('to an attribute that Azure sets in a block is an address', async () => {
    const block = cluster.replace('}', '  identity {\n    type = "SystemAssigned"\n  }\n}');
    expect(await valueIn('azurerm_kubernetes_cluster.aks.identity[0].principal_id', block)).toBe(
      '${azurerm_kubernetes_cluster.aks.identity[0].principal_id}',
    );
  });

  it('to a data source stays unknown', async () => {
    expect(await valueIn('data.azurerm_client_config.me.tenant_id')).toBe(
      '${data.azurerm_client_config.me.tenant_id}',
    );
  });

  it('in a text keeps the known part', async () => {
    expect(await valueIn('"/x/${azurerm_kubernetes_cluster.aks.id}/y"', cluster)).toBe(
      '/x/${azurerm_kubernetes_cluster.aks.id}/y',
    );
  });

  it('to itself is no endless run', async () => {
    expect(await valueIn('local.a', 'locals {\n  a = local.b\n  b = local.a\n}')).toBe('${local.a}');
  });
});

describe('a variable', () => {
  it('has its default', async () => {
    expect(await valueIn('var.size', 'variable "size" {\n  default = "D4"\n}')).toBe('D4');
  });

  it('without a default is unknown', async () => {
    expect(await valueIn('var.size', 'variable "size" {}')).toBe('${var.size}');
  });

  it('takes the value of terraform.tfvars', async () => {
    expect(
      await resourcesOf({
        'main.tf': 'variable "size" {}\nresource "test_r" "a" {\n  size = var.size\n}',
        'terraform.tfvars': 'size = "D8"\n',
      }),
    ).toEqual({ 'test_r.a': { size: 'D8' } });
  });

  it('has the optional attributes of its type', async () => {
    const typed =
      'variable "p" {\n  type = map(object({ size = string, max = optional(number, 3), t = optional(list(string), ["a"]) }))\n  default = { x = { size = "s" } }\n}';
    expect(await valueIn('var.p', typed)).toEqual({ x: { size: 's', max: 3, t: ['a'] } });
  });
});

describe('instances', () => {
  it('of for_each have their keys', async () => {
    const main =
      'resource "test_r" "a" {\n  for_each = { x = 1, y = 2 }\n  name = each.key\n  n = each.value\n}';
    expect(await resourcesOf({ 'main.tf': main })).toEqual({
      'test_r.a["x"]': { name: 'x', n: 1 },
      'test_r.a["y"]': { name: 'y', n: 2 },
    });
  });

  it('of count have their index', async () => {
    expect(
      await resourcesOf({ 'main.tf': 'resource "test_r" "a" {\n  count = 2\n  n = count.index\n}' }),
    ).toEqual({
      'test_r.a[0]': { n: 0 },
      'test_r.a[1]': { n: 1 },
    });
  });

  it('do not exist for a count of 0', async () => {
    expect(await resourcesOf({ 'main.tf': 'resource "test_r" "a" {\n  count = false ? 1 : 0\n}' })).toEqual(
      {},
    );
  });

  it('of an unknown number are multiple', async () => {
    const { resources } = await evaluatedHcl({
      'main.tf': 'variable "n" {}\nresource "test_r" "a" {\n  count = var.n\n}',
    });
    expect(resources.map(({ address, isMultiple }) => [address, isMultiple])).toEqual([
      ['test_r.a[*]', true],
    ]);
  });

  it('are referred to with their key', async () => {
    const more = 'resource "test_r" "a" {\n  for_each = toset(["x"])\n}';
    expect(await valueIn('test_r.a["x"].id', more)).toBe('${test_r.a["x"].id}');
  });
});

it('expands dynamic blocks', async () => {
  const main = `resource "test_r" "a" {
  dynamic "rule" {
    for_each = ["x", "y"]
    iterator = item
    content {
      name = item.value
    }
  }
}`;
  expect(await resourcesOf({ 'main.tf': main })).toEqual({
    'test_r.a': { rule: [{ name: 'x' }, { name: 'y' }] },
  });
});

it('leaves out what is null', async () => {
  expect(await resourcesOf({ 'main.tf': 'resource "test_r" "a" {\n  b = null\n}' })).toEqual({
    'test_r.a': {},
  });
});

it('reads the names in ignore_changes', async () => {
  const main = 'resource "test_r" "a" {\n  lifecycle {\n    ignore_changes = [node_count]\n  }\n}';
  expect(await resourcesOf({ 'main.tf': main })).toEqual({
    'test_r.a': { lifecycle: { ignore_changes: ['node_count'] } },
  });
});

describe('a local module', () => {
  const files = {
    'main.tf': 'module "m" {\n  source = "./modules/m"\n  for_each = toset(["k"])\n  name = each.key\n}',
    'use.tf': 'resource "test_r" "user" {\n  id = module.m["k"].id\n  name = module.m["k"].name\n}',
    'modules/m/main.tf':
      'variable "name" {}\nresource "test_r" "a" {\n  name = "m-${var.name}"\n}\noutput "id" {\n  value = test_r.a.id\n}\noutput "name" {\n  value = test_r.a.name\n}',
  };

  it('has the arguments of its call', async () => {
    expect((await resourcesOf(files))['module.m["k"].test_r.a']).toEqual({ name: 'm-k' });
  });

  it('gives its outputs', async () => {
    expect((await resourcesOf(files))['test_r.user']).toEqual({
      id: '${module.m["k"].test_r.a.id}',
      name: 'm-k',
    });
  });

  it('is no root of its own', async () => {
    expect(Object.keys(await resourcesOf(files)).sort()).toEqual(['module.m["k"].test_r.a', 'test_r.user']);
  });
});

it('reports a module whose files are elsewhere, with its known arguments', async () => {
  const { unseenModules } = await evaluatedHcl({
    'main.tf': 'module "aks" {\n  source = "Azure/aks/azurerm"\n  version = "10.0.0"\n  sku_tier = "Free"\n}',
  });
  expect(unseenModules).toEqual([
    { address: 'module.aks', source: 'Azure/aks/azurerm', file: 'main.tf', args: { sku_tier: 'Free' } },
  ]);
});

describe('null', () => {
  const call = (variable: string) => ({
    'main.tf': 'module "m" {\n  source = "./m"\n  size = null\n}',
    'm/main.tf': `variable "size" {\n  default = "D4"\n${variable}}\nresource "test_r" "a" {\n  size = var.size\n}`,
  });

  it('is the value of a variable that is null', async () => {
    expect(await resourcesOf(call(''))).toEqual({ 'module.m.test_r.a': {} });
  });

  it('is the default of a variable that is not nullable', async () => {
    expect(await resourcesOf(call('  nullable = false\n'))).toEqual({ 'module.m.test_r.a': { size: 'D4' } });
  });

  it('is the value of a local', async () => {
    expect(await valueIn('local.a == null', 'locals {\n  a = null\n}')).toBe(true);
  });
});

it('keeps attributes with the name of a module argument', async () => {
  const main = 'resource "helm_release" "keda" {\n  chart = "keda"\n  version = "2.20.2"\n}';
  expect(await resourcesOf({ 'main.tf': main })).toEqual({
    'helm_release.keda': { chart: 'keda', version: '2.20.2' },
  });
});

it.each([
  ['count', 'count = 1001'],
  ['for_each', 'for_each = toset([for n in range(1001) : tostring(n)])'],
])('does not guess names of more instances than it evaluates: %s', async (_, argument) => {
  const { resources } = await evaluatedHcl({ 'main.tf': `resource "test_r" "a" {\n  ${argument}\n}` });
  expect(resources.map(({ isMultiple }) => isMultiple)).toEqual([true]);
});

it('ends for modules that call themselves', async () => {
  const files = {
    'main.tf': 'module "a" {\n  source = "./a"\n}',
    'a/main.tf':
      'module "b" {\n  source = "../a"\n  for_each = toset(["x", "y"])\n}\nresource "test_r" "r" {}',
  };
  expect(Object.keys(await resourcesOf(files))).toEqual(['module.a.test_r.r']);
});
