import { parse, stringify } from 'yaml';
import { platforms as examples } from '../../../../examples/environments';
import { environmentDifferences } from '../../../../lib/changes/diff/environment-differences';
import { type EnvironmentView, environmentView } from '../../../../lib/changes/diff/environment-view';
import { samplePlatforms as platforms } from '../../../platforms/sample';
import { previewView, sampleView, textOf } from './views';

const development = sampleView(platforms.platform('development'));
const production = sampleView(platforms.platform('production'));
const text = textOf(development, production);
/** The part of the text below a title. */
const part = (title: string) => text.slice(text.indexOf(`${title}\n`)).split('\n\n')[0]!;

describe('development and production of the sample', () => {
  it('have their names next to each other, each once', () => {
    const rows = part('Names')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/ {2,}/));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['environment', 'development', 'production'],
        ['cluster', 'my-aks-dev', 'my-aks'],
        ['resource group', 'my-rg-dev', 'my-rg'],
        ['Key Vault', 'my-kv-k4x9dev', 'my-kv-k4x9'],
        ['Service Bus', 'my-servicebus-namespace-k4x9dev', 'my-servicebus-namespace-k4x9'],
      ]),
    );
    // A name that contains another name follows from it.
    expect(part('Names')).not.toContain('my-aks-dev-logs');
    expect(part('Names')).toContain('and 9 client ids of identities');
  });

  it('have no difference that follows from a name', () => {
    const { objects, resources, names } = environmentDifferences(development, production);
    const all = [...[...objects.values()].flat(), ...resources!].flatMap(({ differences }) => differences);
    const common = (value: unknown, side: 'first' | 'second') =>
      [...names]
        .sort((a, b) => b[side].length - a[side].length)
        .reduce((json, pair) => json.replaceAll(pair[side], '~'), JSON.stringify(value) ?? '');
    expect(all.filter(({ first, second }) => common(first, 'first') === common(second, 'second'))).toEqual(
      [],
    );
    expect(all.length).toBeGreaterThan(10);
  });

  it('have the main differences at a glance', () => {
    const rows = part('At a glance')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/ {2,}/));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['maximum GPUs', '3', '21'],
        ['node pool cpupool', '1-6 nodes', '2-6 nodes'],
        ['node pool gpubig', '-', '0-2 nodes x 8 GPUs, Standard_ND96isr_H100_v5'],
        ['Deployment vllm', '1 replica x 1 GPU', '1-3 replicas x 1 GPU'],
        ['LeaderWorkerSet deepseek', '-', '0-1 replica x 16 GPUs'],
        ['Deployment ai-app, image', 'ai-app:1.1.0', 'ai-app:1.0.0'],
      ]),
    );
    // The same in both.
    expect(part('At a glance')).not.toContain('system');
    expect(part('At a glance')).not.toContain('Deployment agent');
  });

  it('list what only one of them has, an application as a whole', () => {
    const only = part('Only in production');
    expect(only).toMatch(/applications +deepseek, ingress, notifications/);
    expect(only).toMatch(/azurerm_kubernetes_cluster_node_pool +gpubig/);
    expect(only).not.toContain('Service deepseek');
    expect(text).not.toContain('Only in development\n');
  });

  it('list a difference of many objects once', () => {
    expect(text.match(/on-deployed\.slack/g)).toHaveLength(1);
    expect(part('In several objects: development, then production')).toContain(
      'AppProject production, AppProject production-langfuse',
    );
  });

  it('list the differing fields of other objects', () => {
    expect(part('ai-app')).toMatch(/terminationGracePeriodSeconds +60 +135/);
    expect(part('Azure')).toMatch(/node_pool\.gpupool\n +max_count +1 +3/);
    // It follows from the configuration, which is listed.
    expect(text).not.toContain('checksum');
  });

  it('have the same differences in the other direction', () => {
    const back = environmentDifferences(production, development);
    const there = environmentDifferences(development, production);
    expect(back.onlyInFirst).toEqual(there.onlyInSecond);
    expect(back.names.map(({ first, second }) => [second, first])).toEqual(
      there.names.map(({ first, second }) => [first, second]),
    );
    expect(back.pools.map(({ first, second }) => [second, first])).toEqual(
      there.pools.map(({ first, second }) => [first, second]),
    );
  });
});

describe('environments of the example', () => {
  const view = (name: string) => previewView(examples.platform(name));

  it('of two regions differ only in their names', () => {
    const shown = textOf(view('production-koreacentral'), view('production-japaneast'));
    expect(shown).toMatch(/region +koreacentral +japaneast/);
    expect(shown).toMatch(/\n\nThere are no other differences\.\n$/);
  });

  it('are compared with a cluster that has the namespace of its environment', () => {
    const shown = textOf(view('development'), view('production-koreacentral'));
    expect(shown).toMatch(/namespace +development +production\n/);
    expect(shown).toMatch(/Deployment chat +2 replicas +2-12 replicas/);
    expect(shown).not.toContain('Only in development');
    expect(shown).toMatchSnapshot();
  });
});

it('an environment does not differ from itself', () => {
  expect(textOf(production, production)).toBe('production and production do not differ.\n');
});

it('reports that Azure is not compared without Terraform', () => {
  const bare: EnvironmentView = { ...development, stacks: [] };
  expect(textOf(bare, production)).toContain(
    'Azure is not compared, because cdktf.out/ does not contain both stacks.',
  );
});

it('the content of a file does not control the terminal', () => {
  const manifest = (environment: string, value: string) => ({
    path: `dist/${environment}/app/a.yaml`,
    text: stringify({
      ...parse('{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}'),
      data: { a: value },
    }),
  });
  const view = (environment: string, value: string) =>
    environmentView(environment, { manifests: [manifest(environment, value)], stacks: [] }, undefined);
  const shown = textOf(view('one', 'a'), view('two', '\u001b[31mred\u001b[0m \u0007'));
  expect(shown).toContain('\\u{1b}[31mred\\u{1b}[0m \\u{7}');
  expect(shown).not.toContain('\u001b');
});
