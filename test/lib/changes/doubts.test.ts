import type { Checkout } from '../../../lib/changes/environment-files';
import {
  checkoutOf,
  definitionOf,
  edited,
  production,
  renamed,
  reportOf,
  together,
  without,
} from './checkouts';

const definition = definitionOf('production');
const development = checkoutOf(definitionOf('development'), 'development');
const both = together('both', production, development);
const larger = checkoutOf(
  {
    ...definition,
    nodePools: definition.nodePools.map((pool) =>
      pool.name === 'gpupool' ? { ...pool, maxNodes: 7 } : pool,
    ),
  },
  'after',
);
const half = (checkout: Checkout, folder: string) =>
  checkout.files.filter(({ path }) => path.startsWith(folder));

/** CDKTF's list of stacks with these alone. */
const withStacks = (checkout: Checkout, ...names: readonly string[]): Checkout => ({
  ...without(checkout, /cdktf\.out\/manifest\.json/),
  files: [
    ...without(checkout, /cdktf\.out\/manifest\.json/).files,
    {
      path: 'cdktf.out/manifest.json',
      text: JSON.stringify({ stacks: Object.fromEntries(names.map((name) => [name, {}])) }),
    },
  ],
});

describe('halves of one checkout', () => {
  it.each([
    ['Terraform', [...half(larger, 'dist'), ...half(production, 'cdktf.out')]],
    ['manifests', [...half(production, 'dist'), ...half(larger, 'cdktf.out')]],
  ])('are reported first if the %s come from an earlier definition', (_, files) => {
    const [, , , first] = reportOf({ name: 'after', files }).split('\n');
    expect(first).toBe(
      '**`cdktf.out/` and `dist/production/` in `after` come from different definitions**: `nodePools.gpupool` differs. One half is out of date, and the report is wrong about it. Run `npm run synth` there, without options, and compare again.',
    );
  });

  it('are reported for the base as well, with a part that only one half has', () => {
    const { serviceBus: _, ...withoutBus } = definition;
    const extra = { name: 'extra', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 2 } as const;
    const other = checkoutOf({
      ...definition,
      namespace: 'other',
      nodePools: [...definition.nodePools, extra],
      registry: { ...definition.registry!, sku: 'Premium' },
    });
    const files = [...half(other, 'dist'), ...half(production, 'cdktf.out')];
    expect(withoutBus).not.toEqual(definition);
    expect(reportOf(production, { name: '../base', files })).toContain(
      'in `../base` come from different definitions**: `namespace`, `nodePools.extra`, `registry` differ.',
    );
  });

  it('make an environment changed in which nothing else is', () => {
    const files = [...half(production, 'dist'), ...half(larger, 'cdktf.out')].map(({ path, text }) => ({
      path,
      text:
        path === 'cdktf.out/.synthesized'
          ? text
          : (production.files.find((each) => each.path === path)?.text ?? text),
    }));
    const report = reportOf({ name: 'after', files });
    expect(report).toContain('come from different definitions');
    expect(report).toMatch(/^\| `production` \| – \| – \|/m);
  });

  it.each([
    ['agree if both change', larger, production],
    ['agree in any environment of the sample', both, both],
    ['are not compared if Azure is not', without(larger, /^cdktf\.out/), production],
    ['are not compared if there is only one', without(larger, /^dist/), production],
  ])('%s', (_, after, before) => {
    expect(reportOf(after, before)).not.toMatch(/different definitions|it is unknown whether/);
  });

  it('are unknown, in one sentence for each checkout, if a half has no record of its definition', () => {
    const old = edited(
      without(both, /dist\/development\/\.synthesized/),
      'dist/production/.synthesized',
      () => 'a.yaml\n',
    );
    const lines = reportOf({ ...old, name: 'after' }, both).split('\n');
    expect(lines[3]).toBe(
      '`after` has no record of the definition that `cdktf.out/` or `dist/development/`, `dist/production/` come from, so it is unknown whether they match.',
    );
    expect(lines.join('\n')).not.toContain('different definitions');
    expect(reportOf(production, without(production, /\.synthesized$/))).toContain(
      '`before` has no record of the definition that `cdktf.out/` or `dist/production/` come from',
    );
  });
});

describe('an environment that the code no longer synthesizes', () => {
  const stackless = (checkout: Checkout) => without(checkout, /stacks\/development\//);

  it('is a risk while its folder exists', () => {
    const report = reportOf(withStacks(stackless(both), 'production'), both);
    expect(report).toContain(
      '| `development`, no longer synthesized | **1 × lost** | – | not compared | – | kept | – |',
    );
    expect(report).toContain(
      '| **lost** | environment `development` | the code no longer synthesizes it, and `dist/development/` still exists | Argo CD still syncs the folder, its resources in Azure stay, and no change of the code reaches them. To remove them, before this change set `azure.preventDestroy: false` for the environment and run `npx cdktf deploy development --outputs-file outputs/development.json` and `npx cdktf destroy development`, in the checkout that has its state file. Then delete the folder |',
    );
    expect(report).not.toContain('Azure is not compared');
    // No heading with nothing below it.
    expect(report).not.toMatch(/^### `development`/m);
  });

  it.each([
    ['remote', (text: string) => text.replace('"local": {', '"azurerm": {'), ' |'],
    ['in a local file', (text: string) => text, ', in the checkout that has its state file |'],
    ['unknown', () => '{', ', in the checkout that has its state file if that is local |'],
  ])('is destroyed in the checkout with its state: %s', (_, edit, end) => {
    const base = edited(both, 'cdktf.out/stacks/development/cdk.tf.json', edit);
    const report = reportOf(withStacks(without(both, /development/), 'production'), base);
    expect(report).toContain(`\`npx cdktf destroy development\`${end}`);
  });

  it('is destroyed with all its stacks', () => {
    const file = { path: 'cdktf.out/stacks/development-argocd/cdk.tf.json', text: '{"terraform":{}}' };
    const base = { ...both, files: [...both.files, file] };
    const report = reportOf(withStacks(without(both, /development/), 'production'), base);
    expect(report).toContain(
      '`npx cdktf deploy development development-argocd --outputs-file outputs/development.json` and `npx cdktf destroy development development-argocd`',
    );
  });

  it('is not reported if it is the same in the base', () => {
    const left = withStacks(stackless(both), 'production');
    expect(reportOf({ ...left, name: 'after' }, left)).toContain('No deployed resource changes.');
  });

  it('differs from an environment whose stack is missing', () => {
    const report = reportOf(withStacks(stackless(both), 'production', 'development'), both);
    expect(report).toContain('has no `cdktf.out/stacks/development`');
    expect(report).not.toContain('no longer synthesized');
  });

  it('stays in Azure and in its cluster if its folder is removed too', () => {
    const report = reportOf(withStacks(without(both, /development/), 'production'), both);
    expect(report).toContain('| `development`, removed | **1 × lost** | – | – | kept | kept | – |');
    expect(report).not.toContain('destroyed');
    expect(report).not.toMatch(/^### `development`/m);
    expect(report).toContain(
      'its resources in Azure and in its cluster stay, and nothing manages them. To remove them, before this change set `azure.preventDestroy: false` for the environment and run `npx cdktf deploy development --outputs-file outputs/development.json` and `npx cdktf destroy development`, in the checkout that has its state file |',
    );
  });

  it('is reported if it was the last one', () => {
    const report = reportOf(withStacks(without(production, /stacks\//)), production);
    expect(report).toContain('| `production`, no longer synthesized |');
    expect(report).not.toContain('Azure is not compared');
  });
});

it('a new environment without manifests reports how to get them', () => {
  const after = without(both, /^dist\/development/);
  const report = reportOf(after, production);
  expect(report).toContain(
    '`dist/development/` does not exist yet. Run `npx cdktf deploy development --outputs-file outputs/development.json`, then `npm run synth`, and open another pull request with the manifests.',
  );
  expect(report).toMatch(/^\| `development`, new \| – \| – \| .* \| none yet \| \d+ new \| – \|$/m);
  expect(report).not.toContain('GPUs that all workloads ask for');
});

it('a base of another repository is doubtful', () => {
  const other = renamed(
    renamed(production, 'dist/production/', 'dist/other/'),
    'stacks/production/',
    'stacks/other/',
  );
  expect(reportOf(production, other)).toContain(
    '**The two checkouts have no environment in common**: the base has `other`, the change has `production`.',
  );
});
