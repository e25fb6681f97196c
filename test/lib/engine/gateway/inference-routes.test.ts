import { endpointPickerConfig } from '../../../../lib/engine/gateway/endpoint-picker-config';
import {
  checkInferenceRoutes,
  defaultInferenceRouting,
  type InferenceRouting,
  inferenceRouteRules,
  type RoutedServer,
} from '../../../../lib/engine/gateway/inference-routes';
import { ProblemList } from '../../../../lib/problems/problem-list';

const phi: RoutedServer = { name: 'vllm', modelNames: ['phi-4'] };
const qwen: RoutedServer = { name: 'qwen', modelNames: ['qwen3', 'qwen3-legal'] };

const problemsOf = (servers: readonly RoutedServer[], routing: InferenceRouting) => {
  const problems = ProblemList.create();
  checkInferenceRoutes(servers, routing, problems);
  return problems.problems.map(({ path, message }) => `${path}: ${message}`);
};

test('one server needs nothing of the gateway', () => {
  expect(defaultInferenceRouting([phi])).toBe('one');
  expect(inferenceRouteRules([phi], 'one')).toEqual([{ server: 'vllm', matches: [{ pathPrefix: '/v1' }] }]);
});

test('several servers are distinguished by the name of the model, each name of them', () => {
  expect(defaultInferenceRouting([phi, qwen])).toBe('model-header');
  expect(inferenceRouteRules([phi, qwen], 'model-header')[1]).toEqual({
    server: 'qwen',
    matches: [
      { pathPrefix: '/v1', modelName: 'qwen3' },
      { pathPrefix: '/v1', modelName: 'qwen3-legal' },
    ],
  });
});

test('by path, the server receives its own path', () =>
  expect(inferenceRouteRules([qwen], 'path')).toEqual([
    { server: 'qwen', matches: [{ pathPrefix: '/qwen/v1' }], replacePrefix: '/v1' },
  ]));

test.each<InferenceRouting>(['one', 'model-header', 'path'])('nothing but /v1 is let in: %s', (routing) => {
  for (const { pathPrefix } of inferenceRouteRules([phi], routing)[0]!.matches) {
    expect(pathPrefix).toMatch(/\/v1$/);
  }
});

test('servers that differ have no problem', () =>
  expect(problemsOf([phi, qwen], 'model-header')).toEqual([]));

test.each<[string, readonly RoutedServer[], InferenceRouting, string]>([
  ['no server', [], 'one', 'servers: is empty'],
  [
    'two for one',
    [phi, qwen],
    'one',
    'routing: "one" sends every request to a single server, but the list has 2 servers',
  ],
  [
    'a name twice',
    [phi, { ...qwen, name: 'vllm' }],
    'path',
    'servers[1].name: duplicate server "vllm", first used at servers[0].name',
  ],
  [
    'a model twice',
    [phi, { ...qwen, modelNames: ['qwen3', 'phi-4'] }],
    'model-header',
    'servers[1].modelNames[1]: duplicate model "phi-4", first used at servers[0].modelNames[0]',
  ],
  [
    'no model',
    [{ ...phi, modelNames: [] }],
    'model-header',
    'servers[0].modelNames: server "vllm" has no model name, so no request matches it',
  ],
  [
    'an empty model',
    [{ ...phi, modelNames: [' '] }],
    'model-header',
    'servers[0].modelNames[0]: must have 1 to 4096 characters',
  ],
  [
    'too many models',
    [{ ...phi, modelNames: Array.from({ length: 65 }, (_, index) => `m${index}`) }],
    'model-header',
    'servers[0].modelNames: has 65 names, but a route has at most 64 matches',
  ],
])('%s is a problem', (_, servers, routing, message) =>
  expect(problemsOf(servers, routing)).toEqual([expect.stringContaining(message)]),
);

test('a model in two pools is valid if the path selects the pool', () =>
  expect(problemsOf([phi, { ...phi, name: 'spot' }], 'path')).toEqual([]));

test.each(['vllm', 'triton'] as const)('every plugin that a profile refers to is there: %s', (engine) => {
  const config = endpointPickerConfig(engine);
  const types = config.plugins.map(({ type }) => type);
  for (const { pluginRef } of config.schedulingProfiles[0]!.plugins) expect(types).toContain(pluginRef);
});
