import {
  ScaledObject,
  type ScaledObjectProps,
} from '../../../../constructs/kubernetes/scaling/scaled-object';
import { serviceBusTrigger } from '../../../../lib/engine/scaling/scalers/service-bus';
import { type ScalingPlanInput, scalingPlan } from '../../../../lib/engine/scaling/scaling-plan';
import { cpuTrigger } from '../../../../lib/engine/scaling/triggers/cpu';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { messageOf, objectOf, synthesize } from '../synthesize';

const queue = serviceBusTrigger({
  source: { queue: 'ai-task-queue' },
  serviceBusNamespace: 'my-servicebus',
});
const input: ScalingPlanInput = { maxReplicas: 20, triggers: [queue] };

const minimal: ScaledObjectProps = {
  name: 'ai-app-scaler',
  target: { name: 'ai-app' },
  plan: scalingPlan(input),
  triggerAuthenticationName: 'my-aks-keda',
};

const synth = (props: ScaledObjectProps) => synthesize((chart) => new ScaledObject(chart, 'scaler', props));
const specOf = (props: Partial<ScaledObjectProps>) =>
  objectOf(synth({ ...minimal, ...props }), 'ScaledObject').spec;
const specOfPlan = (changes: Partial<ScalingPlanInput>) =>
  specOf({ plan: scalingPlan({ ...input, ...changes }) });

test('the minimum', () => {
  const objects = synth(minimal);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('a trigger without a metric type counts per replica', () => {
  const { metricType, ...trigger } = queue;
  expect(metricType).toBe('AverageValue');
  expect(specOf({ plan: { ...minimal.plan, triggers: [trigger] } }).triggers[0].metricType).toBe(
    'AverageValue',
  );
});

test('all props', () => {
  const everyNumber: Required<ScalingPlanInput> = {
    minReplicas: 0,
    maxReplicas: 4,
    triggers: [
      { ...queue, name: 'queue' },
      { ...cpuTrigger({ utilizationPercent: 70 }), name: 'cpu' },
    ],
    gpu: true,
    coldStart: { nodeSeconds: 100, imagePullSeconds: 20, startupSeconds: 3 },
    pollingSeconds: 15,
    cooldownSeconds: 600,
    initialCooldownSeconds: 500,
    fallback: { failureThreshold: 3, replicas: 2, behavior: 'static' },
    scaleUp: { stabilizationSeconds: 0, amount: { pods: 2 }, periodSeconds: 30 },
    scaleDown: { stabilizationSeconds: 60, amount: { percent: 100 }, periodSeconds: 60 },
  };
  const props: Required<ScaledObjectProps> = {
    name: 'ai-app-scaler',
    namespace: 'production',
    partOf: 'my-aks',
    target: { name: 'ai-app', kind: 'LeaderWorkerSet' },
    plan: scalingPlan(everyNumber),
    triggerAuthenticationName: 'my-aks-keda',
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test.each([
  ['Deployment', 'apps/v1'],
  ['StatefulSet', 'apps/v1'],
  ['LeaderWorkerSet', 'leaderworkerset.x-k8s.io/v1'],
] as const)('a %s is scaled as %s', (kind, apiVersion) =>
  expect(specOf({ target: { name: 'model', kind } }).scaleTargetRef).toEqual({
    apiVersion,
    kind,
    name: 'model',
  }),
);

test('the two cooldowns are set only if replicas may scale to zero', () => {
  expect(specOfPlan({})).not.toHaveProperty('cooldownPeriod');
  expect(specOfPlan({})).not.toHaveProperty('initialCooldownPeriod');
  expect(specOfPlan({ minReplicas: 0 })).toMatchObject({ cooldownPeriod: 480, initialCooldownPeriod: 480 });
});

test('there is no fallback unless one is given', () => expect(specOfPlan({})).not.toHaveProperty('fallback'));

test('a fallback takes nothing away', () =>
  expect(specOfPlan({ fallback: { replicas: 2 } }).fallback).toEqual({
    failureThreshold: 3,
    replicas: 2,
    behavior: 'currentReplicasIfHigher',
  }));

test('each trigger has its own metric type', () => {
  const { triggers } = specOfPlan({ triggers: [queue, cpuTrigger({ utilizationPercent: 70 })] });
  expect(triggers.map(({ metricType }: { metricType: string }) => metricType)).toEqual([
    'AverageValue',
    'Utilization',
  ]);
});

describe('how triggers sign in', () => {
  it('takes the given TriggerAuthentication for a workload identity', () =>
    expect(specOf({}).triggers[0].authenticationRef).toEqual({
      kind: 'TriggerAuthentication',
      name: 'my-aks-keda',
    }));

  it('takes a trigger’s own before it', () => {
    const own = {
      ...queue,
      authentication: {
        triggerAuthenticationName: 'shared',
        kind: 'ClusterTriggerAuthentication',
      } as const,
    };
    expect(specOfPlan({ triggers: [own] }).triggers[0].authenticationRef).toEqual({
      kind: 'ClusterTriggerAuthentication',
      name: 'shared',
    });
  });

  it('names none for a trigger that needs none', () =>
    expect(specOfPlan({ triggers: [cpuTrigger({ utilizationPercent: 70 })] }).triggers[0]).not.toHaveProperty(
      'authenticationRef',
    ));

  it('refuses a workload identity without one', () =>
    expect(messageOf(() => specOf({ triggerAuthenticationName: undefined }))).toContain(
      'triggerAuthenticationName: the trigger azure-servicebus uses workload identity without a TriggerAuthentication',
    ));
});

test('the longest name is 54 characters', () => {
  expect(() => synth({ ...minimal, name: 'a'.repeat(54) })).not.toThrow();
  expect(messageOf(() => synth({ ...minimal, name: 'a'.repeat(55) }))).toContain('has 55 characters');
});

test('reports all problems at once', () => {
  const message = messageOf(() =>
    specOf({
      name: 'Scaler',
      plan: scalingPlan({
        minReplicas: 3,
        maxReplicas: 2,
        pollingSeconds: 0,
        cooldownSeconds: 10,
        fallback: { failureThreshold: -1, replicas: 0 },
        triggers: [],
      }),
    }),
  );
  expect(message).toMatchSnapshot();
});
