import type { Checkout } from '../../../lib/changes/environment-files';
import { checkoutOf, definitionOf, type Loose, production, reportOf, withObject } from './checkouts';

const definition = definitionOf('production');
const [vllm, ...others] = definition.inferenceServers!;

/** Rows of the section: server, before, after, who asks for it. */
function models(after: Checkout, before: Checkout = production): readonly string[] {
  const lines = reportOf(after, before).split('\n');
  const start = lines.indexOf('#### Models');
  if (start === -1) return [];
  const rows = lines.slice(start + 4);
  return rows.slice(0, rows.indexOf(''));
}

/** Rows of the dangers that are told first. */
const dangers = (after: Checkout, before: Checkout = production) =>
  reportOf(after, before)
    .split('\n')
    .filter((line) => line.startsWith('| **callers fail**'));

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

it('a definition with another model says which it was and is, and who gets an error', () => {
  const after = checkoutOf({
    ...definition,
    inferenceServers: [{ ...vllm!, model: 'Qwen/Qwen2.5-7B-Instruct' }, ...others],
  });
  expect(models(after)).toEqual([
    `${change} the gateway has \`microsoft/phi-4\` no more: who asks for that gets an error |`,
  ]);
});

it('where the name of the route stays, callers go on, with another model', () => {
  const before = withRoute('chat', 'microsoft/phi-4');
  const after = withRoute('chat', 'Qwen/Qwen2.5-7B-Instruct', withArguments(toQwen));
  expect(models(after, before)).toEqual([
    `${change} the gateway keeps \`chat\`: who asks for that is answered by another model |`,
  ]);
});

it('another name of the same model is told as well', () => {
  const named = (args: string[]) => [...args, '--served-model-name', 'phi', 'phi-4'];
  expect(models(withRoute('microsoft/phi-4', 'phi', withArguments(named)))).toEqual([
    '| `Deployment production/vllm` | `microsoft/phi-4` | `microsoft/phi-4`, served as `phi`, `phi-4` | the gateway keeps `microsoft/phi-4` |',
  ]);
});

it('a gateway that still asks for the old name is told', () => {
  expect(models(withArguments(toQwen))).toEqual([
    `${change} the gateway keeps \`microsoft/phi-4\` and asks the server for the old name: who asks for that gets an error |`,
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
    `${change} the gateway keeps \`microsoft/phi-4\`: who asks for that is answered by another model |`,
  ]);
});

it('a served name that is added takes none away', () => {
  const before = withArguments((args) => [...args, '--served-model-name', 'a']);
  const after = withArguments((args) => [...args, '--served-model-name', 'a', 'b']);
  expect(models(after, before)).toEqual([
    '| `Deployment production/vllm` | `microsoft/phi-4`, served as `a` | `microsoft/phi-4`, served as `a`, `b` | no name goes |',
  ]);
});

it('without a gateway it is the server that refuses', () => {
  const bare = (checkout: Checkout) => withRoute('elsewhere', 'elsewhere', checkout);
  expect(models(bare(withArguments(toQwen)), bare(production))).toEqual([
    `${change} who asks the server for \`microsoft/phi-4\` gets an error |`,
  ]);
});

describe('callers that get an error', () => {
  const because =
    '`Deployment production/vllm` serves `Qwen/Qwen2.5-7B-Instruct` instead of `microsoft/phi-4`';

  it('are a danger where the gateway has the name no more', () => {
    const after = withRoute('chat', 'Qwen/Qwen2.5-7B-Instruct', withArguments(toQwen));
    expect(dangers(after)).toEqual([
      `| **callers fail** | who asks the gateway for \`microsoft/phi-4\` | ${because} | an error: the gateway has that name no more |`,
    ]);
    expect(reportOf(after)).toContain('| `production` | **1 × callers fail, 1 × check: error** |');
  });

  it('are a danger where the gateway asks the server for the old name', () => {
    expect(dangers(withArguments(toQwen))).toEqual([
      `| **callers fail** | who asks the gateway for \`microsoft/phi-4\` | ${because} | an error: the gateway still asks the server for the old name |`,
    ]);
  });

  it('are a danger where there is no gateway', () => {
    const bare = (checkout: Checkout) => withRoute('elsewhere', 'elsewhere', checkout);
    expect(dangers(bare(withArguments(toQwen)), bare(production))).toEqual([
      `| **callers fail** | who asks the server for \`microsoft/phi-4\` | ${because} | an error: the server has that name no more |`,
    ]);
  });

  it('say under which names, where the model stays', () => {
    const named = (name: string) => (args: string[]) => [...args, '--served-model-name', name];
    const before = withRoute('chat', 'a', withArguments(named('a')));
    expect(dangers(withRoute('chat', 'a', withArguments(named('b'))), before)).toEqual([
      '| **callers fail** | who asks the gateway for `chat` | `Deployment production/vllm` serves `microsoft/phi-4`, served as `b` instead of `microsoft/phi-4`, served as `a` | an error: the gateway still asks the server for the old name |',
    ]);
  });

  it('are none where somebody answers, be it another model', () => {
    const before = withRoute('chat', 'microsoft/phi-4');
    const after = withRoute('chat', 'Qwen/Qwen2.5-7B-Instruct', withArguments(toQwen));
    expect(dangers(after, before)).toEqual([]);
  });
});

it('nothing is said of other arguments, of a new server, or of a shell', () => {
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
