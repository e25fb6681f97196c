import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { definedWorkloads, kindOf, workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { aiPlatform } from '../../../platforms/ai-platform';
import { complete } from '../../../platforms/complete';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';

const platform = resolvePlatform(aiPlatform);
const facet = <Value>(read: (workload: (typeof platform.workloads)[number]) => Value) =>
  Object.fromEntries(platform.workloads.map((workload) => [workload.name, read(workload)]));

test('the definition and the resolved platform list the same workloads in the same order', () => {
  const defined = definedWorkloads(complete(aiPlatform)).map(({ account }) => account.name);
  expect(platform.workloads.map(({ name }) => name)).toEqual(defined);
  expect(platform.workloads.map(({ kind }) => kind)).toEqual(
    [...platform.workloads.map(({ kind }) => kind)].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
  );
});

const order = [
  'inference-server',
  'triton-server',
  'litellm-gateway',
  'inference-gateway',
  'langfuse',
  'http-app',
  'agent-app',
  'queue-worker',
  'cron-job',
  'helm-chart',
];

test('workloadsOf() selects kinds and keeps the order of the platform', () => {
  const names = workloadsOf(platform, 'agent-app', 'http-app').map(({ kind, name }) => [kind, name]);
  expect(names).toEqual([
    ['http-app', 'web'],
    ['http-app', 'coder-web'],
    ['agent-app', 'agent'],
  ]);
});

test('a problem names the field of the definition that holds the workload', () => {
  const paths = definedWorkloads(complete(aiPlatform)).map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['inferenceServers[0]', 'gateway', 'langfuse', 'httpApps[1]']),
  );
});

test('facets of every workload', () => {
  expect(
    facet((workload) => {
      const kind = kindOf(workload);
      return {
        title: kind.title,
        role: kind.role,
        delivery: kind.delivery,
        replicas: kind.replicas(workload),
        podOwner: kind.podOwner(workload),
        gpus: kind.gpus(workload),
        scaler: kind.scaler(workload)?.name,
        route: kind.routeTarget(workload)?.service,
        calls: kind.calls(workload),
        models: kind.modelRoutes(workload),
      };
    }),
  ).toMatchSnapshot();
});

test('an inference gateway calls every server and routes one model set to each', () => {
  const [gateway] = workloadsOf(
    resolvePlatform({
      ...fullPlatform,
      gateway: { type: 'inference-gateway', name: 'models', nodePool: 'cpupool' },
    }),
    'inference-gateway',
  );
  const kind = kindOf(gateway!);
  expect(kind.calls(gateway!)).toEqual(['vllm']);
  expect(kind.modelRoutes(gateway!)).toEqual([
    { to: 'vllm', isExternal: false, models: ['microsoft/phi-4'] },
  ]);
});

test('a platform without workloads has none', () =>
  expect(resolvePlatform(smallPlatform).workloads).toEqual([]));

const pools = [
  { name: 'spotpool', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 2, spot: true },
  { name: 'demand', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 2 },
] as const;
const nodePool = ['demand', 'spotpool'];

test.each([
  ['Langfuse', { langfuse: { ...aiPlatform.langfuse, nodePool } }],
  [
    'a Helm chart',
    {
      helmCharts: [
        {
          name: 'redis',
          repository: 'https://charts.example.com',
          chart: 'redis',
          version: '1.2.3',
          nodePool,
        },
      ],
    },
  ],
])('the autoscaler keeps the pool order of %s, even against its own preference for spot', (_, change) => {
  const { poolPriorities } = resolvePlatform({
    ...aiPlatform,
    nodePools: [...aiPlatform.nodePools, ...pools],
    ...change,
  });
  const names = poolPriorities.map(({ pool }) => pool);
  expect(names).toContain('demand');
  expect(names.indexOf('demand')).toBeLessThan(names.indexOf('spotpool'));
});
