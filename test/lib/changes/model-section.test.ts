import type { Checkout } from '../../../lib/changes/environment-files';
import { checkoutOf, definitionOf, type Loose, production, reportOf, withObject } from './checkouts';

const definition = definitionOf('production');
const [vllm, ...others] = definition.inferenceServers!;

/** Rows of the section: server, before, after, effect on requests. */
function models(after: Checkout, before: Checkout = production): readonly string[] {
  const lines = reportOf(after, before).split('\n');
  const start = lines.indexOf('#### Models');
  if (start === -1) return [];
  const rows = lines.slice(start + 4);
  return rows.slice(0, rows.indexOf(''));
}

/** Rows of the risks. */
const risks = (after: Checkout, before: Checkout = production) =>
  reportOf(after, before)
    .split('\n')
    .filter((line) => line.startsWith('| **requests fail**'));

const withArguments = (change: (args: string[]) => string[], checkout = production) =>
  withObject(checkout, 'vllm/deployment.vllm.yaml', (object: Loose) => {
    const [container] = object.spec.template.spec.containers;
    container.args = change(container.args);
  });
const withRoute = (name: string, asks: string, checkout = production) =>
  withObject(checkout, 'litellm/configmap.litellm.yaml', (object: Loose) => {
    object.data['config.yaml'] = object.data['config.yaml']
      .replace('model_name: microsoft/phi-4', `model_name: ${name}`)
      .replace('hosted_vllm/microsoft/phi-4', `hosted_vllm/${asks}`);
  });
const toQwen = (args: string[]) =>
  args.map((word) => word.replace('microsoft/phi-4', 'Qwen/Qwen2.5-7B-Instruct'));
const change = '| `Deployment production/vllm` | `microsoft/phi-4` | `Qwen/Qwen2.5-7B-Instruct` |';

it('reports a changed model with the requests that fail', () => {
  const after = checkoutOf({
    ...definition,
    inferenceServers: [{ ...vllm!, model: 'Qwen/Qwen2.5-7B-Instruct' }, ...others],
  });
  expect(models(after)).toEqual([
    `${change} the gateway no longer serves \`microsoft/phi-4\`, so requests for it fail |`,
  ]);
});

it('reports that another model answers if the route keeps its name', () => {
  const before = withRoute('chat', 'microsoft/phi-4');
  const after = withRoute('chat', 'Qwen/Qwen2.5-7B-Instruct', withArguments(toQwen));
  expect(models(after, before)).toEqual([
    `${change} the gateway keeps \`chat\`, and another model answers |`,
  ]);
});

it('reports another served name of the same model', () => {
  const named = (args: string[]) => [...args, '--served-model-name', 'phi', 'phi-4'];
  expect(models(withRoute('microsoft/phi-4', 'phi', withArguments(named)))).toEqual([
    '| `Deployment production/vllm` | `microsoft/phi-4` | `microsoft/phi-4`, served as `phi`, `phi-4` | the gateway keeps `microsoft/phi-4` |',
  ]);
});

it('reports a gateway that still requests the old name', () => {
  expect(models(withArguments(toQwen))).toEqual([
    `${change} the gateway keeps \`microsoft/phi-4\` and requests the old name from the server, so requests for it fail |`,
  ]);
});

it.each([
  [
    'an alias',
    (text: string) =>
      text.replace('router_settings:', 'router_settings:\n  model_group_alias: { microsoft/phi-4: chat }'),
  ],
  ['a pattern', (text: string) => text.replace('model_name: chat', 'model_name: "*"')],
])('%s keeps the old name', (_, edit) => {
  const after = withObject(
    withRoute('chat', 'Qwen/Qwen2.5-7B-Instruct', withArguments(toQwen)),
    'litellm/configmap.litellm.yaml',
    (object: Loose) => {
      object.data['config.yaml'] = edit(object.data['config.yaml']);
    },
  );
  expect(models(after)).toEqual([
    `${change} the gateway keeps \`microsoft/phi-4\`, and another model answers |`,
  ]);
});

it('reports that an additional served name removes none', () => {
  const before = withArguments((args) => [...args, '--served-model-name', 'a']);
  const after = withArguments((args) => [...args, '--served-model-name', 'a', 'b']);
  expect(models(after, before)).toEqual([
    '| `Deployment production/vllm` | `microsoft/phi-4`, served as `a` | `microsoft/phi-4`, served as `a`, `b` | no name is removed |',
  ]);
});

it('reports that the server fails without a gateway', () => {
  const bare = (checkout: Checkout) => withRoute('elsewhere', 'elsewhere', checkout);
  expect(models(bare(withArguments(toQwen)), bare(production))).toEqual([
    `${change} requests to the server for \`microsoft/phi-4\` fail |`,
  ]);
});

describe('requests that fail', () => {
  const because =
    '`Deployment production/vllm` serves `Qwen/Qwen2.5-7B-Instruct` instead of `microsoft/phi-4`';

  it('are a risk if the gateway no longer serves the name', () => {
    const after = withRoute('chat', 'Qwen/Qwen2.5-7B-Instruct', withArguments(toQwen));
    expect(risks(after)).toEqual([
      `| **requests fail** | requests to the gateway for \`microsoft/phi-4\` | ${because} | they fail: the gateway no longer serves that name |`,
    ]);
    expect(reportOf(after)).toContain('| `production` | **1 × requests fail, 2 × check error** |');
  });

  it('are a risk if the gateway requests the old name from the server', () => {
    expect(risks(withArguments(toQwen))).toEqual([
      `| **requests fail** | requests to the gateway for \`microsoft/phi-4\` | ${because} | they fail: the gateway still requests the old name from the server |`,
    ]);
  });

  it('are a risk without a gateway', () => {
    const bare = (checkout: Checkout) => withRoute('elsewhere', 'elsewhere', checkout);
    expect(risks(bare(withArguments(toQwen)), bare(production))).toEqual([
      `| **requests fail** | requests to the server for \`microsoft/phi-4\` | ${because} | they fail: the server no longer serves that name |`,
    ]);
  });

  it('have the served names if the model stays', () => {
    const named = (name: string) => (args: string[]) => [...args, '--served-model-name', name];
    const before = withRoute('chat', 'a', withArguments(named('a')));
    expect(risks(withRoute('chat', 'a', withArguments(named('b'))), before)).toEqual([
      '| **requests fail** | requests to the gateway for `chat` | `Deployment production/vllm` serves `microsoft/phi-4`, served as `b` instead of `microsoft/phi-4`, served as `a` | they fail: the gateway still requests the old name from the server |',
    ]);
  });

  it('do not exist if another model answers', () => {
    const before = withRoute('chat', 'microsoft/phi-4');
    const after = withRoute('chat', 'Qwen/Qwen2.5-7B-Instruct', withArguments(toQwen));
    expect(risks(after, before)).toEqual([]);
  });
});

it('ignores other arguments, a new server and a shell command', () => {
  expect(models(withArguments((args) => [...args, '--max-num-seqs=7']))).toEqual([]);
  expect(models(production, checkoutOf({ ...definition, inferenceServers: others }))).toEqual([]);
  const shell = (args: string[]) => ['bash', '-c', args.join(' ')];
  expect(
    models(
      withArguments((args) => shell(toQwen(args))),
      withArguments(shell),
    ),
  ).toEqual([]);
});
