import type { Checkout } from '../../../lib/changes/environment-files';
import {
  checkoutOf,
  definitionOf,
  edited,
  production,
  renamed,
  reportOf,
  withAttribute,
  without,
} from './checkouts';

const definition = definitionOf('production');
const development = checkoutOf(definitionOf('development'), 'development');
const both: Checkout = { name: 'both', files: [...production.files, ...development.files] };
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

describe('halves of two definitions', () => {
  it.each([
    [
      'Terraform',
      [...half(larger, 'dist'), ...half(production, 'cdktf.out')],
      '0 to 3 nodes',
      '0 to 7 nodes',
    ],
    [
      'the manifests',
      [...half(production, 'dist'), ...half(larger, 'cdktf.out')],
      '0 to 7 nodes',
      '0 to 3 nodes',
    ],
  ])('are told on top, where %s is left from an earlier synth', (_, files, terraform, runbook) => {
    const [, , , first] = reportOf({ name: 'after', files }).split('\n');
    expect(first).toBe(
      `**\`cdktf.out/\` and \`dist/production/\` in \`after\` are of two definitions**: node pool \`gpupool\` is \`Standard_NC24ads_A100_v4, ${terraform}\` there, and \`Standard_NC24ads_A100_v4, ${runbook}\` in \`RUNBOOK.md\`. One of them is old, and what is said of it is wrong: run \`npm run synth\` there, in full, and compare again.`,
    );
  });

  it('are told of the base as well, and of a pool that one half has alone', () => {
    const files = [
      ...half(
        checkoutOf({
          ...definition,
          nodePools: [
            ...definition.nodePools,
            { name: 'extra', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 2 },
          ],
        }),
        'dist',
      ),
      ...half(production, 'cdktf.out'),
    ];
    expect(reportOf(production, { name: '../base', files })).toContain(
      'in `../base` are of two definitions**: node pool `extra` is no such pool there, and `Standard_D8s_v5, 1 to 2 nodes` in `RUNBOOK.md`',
    );
  });

  it.each([
    ['are one where both are changed', larger],
    [
      'are not known without a runbook',
      withAttribute(
        'azurerm_kubernetes_cluster_node_pool.gpupool.max_count',
        5,
        without(production, /RUNBOOK/),
      ),
    ],
    [
      'nor where it has another table',
      withAttribute(
        'azurerm_kubernetes_cluster_node_pool.gpupool.max_count',
        5,
        edited(production, 'dist/production/RUNBOOK.md', (text) =>
          text.replace('### Node pools', '### Pools'),
        ),
      ),
    ],
    [
      'nor where an expression says it',
      withAttribute('azurerm_kubernetes_cluster_node_pool.gpupool.max_count', '${var.nodes}'),
    ],
  ])('%s', (_, after) => {
    expect(reportOf(after)).not.toContain('two definitions');
  });

  it('that both sides have alike are meant', () => {
    const overridden = withAttribute('azurerm_kubernetes_cluster_node_pool.gpupool.max_count', 5);
    expect(reportOf({ ...overridden, name: 'after' }, overridden)).toContain('Nothing that is deployed.');
  });

  it('are none in any environment of the sample', () => {
    expect(reportOf(both, without(both, /RUNBOOK/))).not.toContain('two definitions');
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
