import type { Checkout } from '../../../lib/changes/environment-files';
import { checkoutOf, definitionOf, edited, production, renamed, reportOf, without } from './checkouts';

const definition = definitionOf('production');
const terraformRecord = 'cdktf.out/.synthesized';
const development = checkoutOf(definitionOf('development'), 'development');
/** One project with two environments: its Terraform has one record. */
const both: Checkout = {
  ...edited(
    {
      name: 'both',
      files: [...production.files, ...development.files.filter(({ path }) => path !== terraformRecord)],
    },
    terraformRecord,
    (text) => text + development.files.find(({ path }) => path === terraformRecord)!.text,
  ),
};
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
    expect(reportOf(after, before)).not.toMatch(/different definitions|cannot tell whether/);
  });

  it('are unknown, in one sentence for each checkout, if a half has no record of its definition', () => {
    const old = edited(
      without(both, /dist\/development\/\.synthesized/),
      'dist/production/.synthesized',
      () => 'a.yaml\n',
    );
    const lines = reportOf({ ...old, name: 'after' }, both).split('\n');
    expect(lines[3]).toBe(
      '`after` has no record of the definition that `cdktf.out/` or `dist/development/`, `dist/production/` come from, so the report cannot tell whether they match.',
    );
    expect(lines.join('\n')).not.toContain('different definitions');
    expect(reportOf(production, without(production, /\.synthesized$/))).toContain(
      '`before` has no record of the definition that `cdktf.out/` or `dist/production/` come from',
    );
  });
});

describe('an environment that the code gives no more', () => {
  const stackless = (checkout: Checkout) => without(checkout, /stacks\/development\//);

  it('is a danger while its folder is there', () => {
    const report = reportOf(withStacks(stackless(both), 'production'), both);
    expect(report).toContain(
      '| `development`, no longer in the code | **1 × lost** | – | not compared | – | stays | – |',
    );
    expect(report).toContain(
      '| **lost** | environment `development` | the code gives it no more, and `dist/development/` is still there | Argo CD still syncs what lies there, its resources in Azure stay, and nothing changes either any more. If it is to go, before this change: `azure.preventDestroy: false` for it, `npx cdktf deploy development --outputs-file outputs/development.json`, `npx cdktf destroy development`, in the checkout that has its state file; then delete the folder too |',
    );
    expect(report).not.toContain('Azure is not compared');
    // No heading with nothing below it.
    expect(report).not.toMatch(/^### `development`/m);
  });

  it.each([
    ['elsewhere', (text: string) => text.replace('"local": {', '"azurerm": {'), ' |'],
    ['in a local file', (text: string) => text, ', in the checkout that has its state file |'],
    ['nobody knows where', () => '{', ', in the checkout that has its state file if that is local |'],
  ])('is destroyed where its state is: %s', (_, edit, end) => {
    const base = edited(both, 'cdktf.out/stacks/development/cdk.tf.json', edit);
    const report = reportOf(withStacks(without(both, /development/), 'production'), base);
    expect(report).toContain(`\`npx cdktf destroy development\`${end}`);
  });

  it('is destroyed with all its stacks', () => {
    const file = { path: 'cdktf.out/stacks/development-argocd/cdk.tf.json', text: '{"terraform":{}}' };
    const base = { ...both, files: [...both.files, file] };
    const report = reportOf(withStacks(without(both, /development/), 'production'), base);
    expect(report).toContain(
      '`npx cdktf deploy development development-argocd --outputs-file outputs/development.json`, `npx cdktf destroy development development-argocd`',
    );
  });

  it('is none any more where the base has it already', () => {
    const left = withStacks(stackless(both), 'production');
    expect(reportOf({ ...left, name: 'after' }, left)).toContain('Nothing that is deployed.');
  });

  it('is not taken for one of which only the stack is missing', () => {
    const report = reportOf(withStacks(stackless(both), 'production', 'development'), both);
    expect(report).toContain('has no `cdktf.out/stacks/development`');
    expect(report).not.toContain('no longer in the code');
  });

  it('stays in Azure and in its cluster, and is not told as destroyed, where its folder is gone too', () => {
    const report = reportOf(withStacks(without(both, /development/), 'production'), both);
    expect(report).toContain('| `development`, gone | **1 × lost** | – | – | stay | stays | – |');
    expect(report).not.toContain('destroyed');
    expect(report).not.toMatch(/^### `development`/m);
    expect(report).toContain(
      'everything in Azure and in its cluster stays, and nothing manages it any more. If it is to go, before this change: `azure.preventDestroy: false` for it, `npx cdktf deploy development --outputs-file outputs/development.json`, `npx cdktf destroy development`, in the checkout that has its state file |',
    );
  });

  it('is known where it was the last one', () => {
    const report = reportOf(withStacks(without(production, /stacks\//)), production);
    expect(report).toContain('| `production`, no longer in the code |');
    expect(report).not.toContain('Azure is not compared');
  });
});

it('a new environment of which only Azure is there says how its manifests come', () => {
  const after = without(both, /^dist\/development/);
  const report = reportOf(after, production);
  expect(report).toContain(
    '`dist/development/` is not there yet: `npx cdktf deploy development --outputs-file outputs/development.json` first, then `npm run synth` makes it of the outputs, for a pull request of its own.',
  );
  expect(report).toMatch(/^\| `development`, new \| – \| – \| .* \| none yet \| \d+ new \| – \|$/m);
  expect(report).not.toContain('GPUs that all workloads ask for');
});

it('a base of another repository is doubted', () => {
  const other = renamed(
    renamed(production, 'dist/production/', 'dist/other/'),
    'stacks/production/',
    'stacks/other/',
  );
  expect(reportOf(production, other)).toContain(
    '**No environment is on both sides**: before there were `other`, now there are `production`.',
  );
});
