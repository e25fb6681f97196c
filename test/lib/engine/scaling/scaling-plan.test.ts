import * as fc from 'fast-check';
import { checkScalingPlan } from '../../../../lib/engine/scaling/check-scaling-plan';
import { coldStartOf, coldStartSeconds } from '../../../../lib/engine/scaling/cold-start';
import { prometheusTrigger } from '../../../../lib/engine/scaling/scalers/prometheus';
import { serviceBusTrigger } from '../../../../lib/engine/scaling/scalers/service-bus';
import { type ScalingPlanInput, scalingPlan } from '../../../../lib/engine/scaling/scaling-plan';
import { cpuTrigger } from '../../../../lib/engine/scaling/triggers/cpu';
import { cronTrigger } from '../../../../lib/engine/scaling/triggers/cron';
import { ProblemList } from '../../../../lib/problems/problem-list';

const queue = serviceBusTrigger({ source: { queue: 'jobs' }, serviceBusNamespace: 'my-bus' });
const cpu = cpuTrigger({ utilizationPercent: 70 });
const office = cronTrigger({
  timezone: 'Asia/Seoul',
  start: '30 8 * * 1-5',
  end: '0 19 * * 1-5',
  desiredReplicas: 2,
});
const server = { inClusterAddress: 'http://prometheus:9090' };
const waiting = prometheusTrigger({ server, query: 'sum(vllm:num_requests_waiting)', threshold: 5 });
const atGateway = prometheusTrigger({
  server,
  query: 'sum(rate(litellm_requests_total[2m]))',
  threshold: 5,
  producedByTarget: false,
});

const problemsOf = (changes: Partial<ScalingPlanInput>): string[] => {
  const problems = ProblemList.create();
  checkScalingPlan(scalingPlan({ maxReplicas: 4, triggers: [queue], ...changes }), problems);
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message} ${fix}`);
};

describe('the plan of an application', () => {
  it('is KEDA’s and Kubernetes’ own but for a slower way down', () =>
    expect(scalingPlan({ maxReplicas: 4, triggers: [queue] })).toMatchObject({
      minReplicas: 1,
      pollingSeconds: undefined,
      cooldownSeconds: undefined,
      initialCooldownSeconds: undefined,
      fallback: undefined,
      scaleUp: undefined,
      scaleDown: { stabilizationSeconds: 300, amount: { percent: 25 }, periodSeconds: 60 },
    }));

  it('polls at zero replicas as KEDA does', () =>
    expect(scalingPlan({ minReplicas: 0, maxReplicas: 4, triggers: [queue] }).pollingSeconds).toBe(30));
});

describe('the plan of a model server', () => {
  const plan = scalingPlan({
    minReplicas: 0,
    maxReplicas: 4,
    triggers: [queue],
    gpu: true,
    coldStart: coldStartOf({ gpu: true, startupSeconds: 600 }),
  });

  it('has a cold start of node, image and startup', () => expect(plan.coldStartSeconds).toBe(2400));
  it('keeps the last replica for a cold start', () => expect(plan.cooldownSeconds).toBe(2400));
  it('gives the first replica a cold start', () => expect(plan.initialCooldownSeconds).toBe(2400));
  it('gives it none if only clocks start it, so that nothing runs outside their windows', () => {
    const of = (triggers: Parameters<typeof scalingPlan>[0]['triggers'], minReplicas = 0) =>
      scalingPlan({ minReplicas, maxReplicas: 4, triggers, gpu: true }).initialCooldownSeconds;
    expect(of([office])).toBe(0);
    expect(of([office, queue])).toBeGreaterThan(0);
    expect(of([office], 1)).toBeUndefined();
  });
  it('adds one pod at a time', () =>
    expect(plan.scaleUp).toEqual({ stabilizationSeconds: 60, amount: { pods: 1 }, periodSeconds: 300 }));
  it('takes one pod at a time, after a cold start', () =>
    expect(plan.scaleDown).toEqual({
      stabilizationSeconds: 2400,
      amount: { pods: 1 },
      periodSeconds: 600,
    }));
});

test('every derived plan passes its own check, for any cold start', () => {
  const seconds = fc.integer({ min: 0, max: 7200 });
  fc.assert(
    fc.property(
      fc.record({ nodeSeconds: seconds, imagePullSeconds: seconds, startupSeconds: seconds }),
      fc.boolean(),
      fc.integer({ min: 0, max: 3 }),
      (coldStart, gpu, minReplicas) => {
        expect(problemsOf({ coldStart, gpu, minReplicas, triggers: [atGateway] })).toEqual([]);
        const plan = scalingPlan({ coldStart, gpu, minReplicas: 0, maxReplicas: 1, triggers: [queue] });
        expect(plan.cooldownSeconds).toBeGreaterThanOrEqual(coldStartSeconds(coldStart));
      },
    ),
  );
});

test.each<[string, Partial<ScalingPlanInput>]>([
  ['a queue', { triggers: [queue] }],
  ['a time of day', { triggers: [office] }],
  ['requests at the gateway', { triggers: [atGateway] }],
  ['CPU next to a queue', { triggers: [cpu, queue] }],
  ['a short cooldown where messages wait', { triggers: [queue], cooldownSeconds: 0 }],
])('to zero and back with %s', (_, changes) =>
  expect(problemsOf({ minReplicas: 0, ...changes })).toEqual([]),
);

test.each<[string, Partial<ScalingPlanInput>]>([
  ['zero with CPU alone', { minReplicas: 0, triggers: [cpu] }],
  [
    'zero with metrics of the replicas alone',
    {
      minReplicas: 0,
      triggers: [{ ...waiting, metadata: { ...waiting.metadata, ignoreNullValues: 'true' } }],
    },
  ],
  ['zero with an empty result that is an error', { minReplicas: 0, triggers: [waiting, queue] }],
  ['a cooldown shorter than the cold start', { minReplicas: 0, triggers: [atGateway], cooldownSeconds: 60 }],
  ['a cooldown without zero', { cooldownSeconds: 600 }],
  ['an initial cooldown without zero', { initialCooldownSeconds: 600 }],
  ['less than no replicas', { minReplicas: -1 }],
  ['no replicas at most', { maxReplicas: 0, minReplicas: 0 }],
  ['a minimum above the maximum', { minReplicas: 5 }],
  ['no trigger', { triggers: [] }],
  ['two triggers of one name', { triggers: [{ ...queue, name: 'a' }, cpu, { ...queue, name: 'a' }] }],
  ['a time of day above the maximum', { maxReplicas: 1, triggers: [office] }],
  ['a time of day below the minimum', { minReplicas: 2, triggers: [office] }],
  ['a fallback that CPU cannot use', { triggers: [cpu], fallback: { replicas: 1 } }],
  ['a fallback to none', { fallback: { replicas: 0 } }],
  ['a fallback above the maximum', { fallback: { replicas: 5 } }],
  [
    'a window above an hour',
    { scaleDown: { stabilizationSeconds: 3601, amount: { pods: 1 }, periodSeconds: 60 } },
  ],
  [
    'a period above half an hour',
    { scaleUp: { stabilizationSeconds: 0, amount: { pods: 1 }, periodSeconds: 1801 } },
  ],
  [
    'a rate of nothing',
    { scaleDown: { stabilizationSeconds: 0, amount: { percent: 0 }, periodSeconds: 60 } },
  ],
  ['no polling', { minReplicas: 0, pollingSeconds: 0 }],
  ['a polling interval without zero', { pollingSeconds: 30 }],
])('%s is refused', (_, changes) => {
  const problems = problemsOf(changes);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchSnapshot();
});
