import { ScaledObject, type ScaledObjectProps } from '../../../constructs/kubernetes/scaled-object';
import { expectValidManifests } from '../../schemas/validate-manifest';
import { messageOf, objectOf, synthesize } from './synthesize';

const least: ScaledObjectProps = {
  name: 'ai-app-scaler',
  deploymentName: 'ai-app',
  maxReplicas: 20,
  triggers: [
    {
      type: 'azure-servicebus',
      metadata: { queueName: 'ai-task-queue', namespace: 'my-servicebus', messageCount: '5' },
    },
  ],
};

const synth = (props: ScaledObjectProps) => synthesize((chart) => new ScaledObject(chart, 'scaler', props));
const specOf = (props: ScaledObjectProps) => objectOf(synth(props), 'ScaledObject').spec;

test('the least', () => {
  const objects = synth(least);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<ScaledObjectProps> = {
    ...least,
    namespace: 'production',
    partOf: 'my-aks',
    minReplicas: 0,
    triggers: [{ ...least.triggers[0]!, name: 'queue', authenticationName: 'my-aks-keda' }],
    pollingSeconds: 15,
    cooldownSeconds: 600,
    fallback: { failureThreshold: 3, replicas: 2 },
    scaleDown: { stabilizationSeconds: 60, percentPerMinute: 100 },
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('the cooldown is said only where replicas may go to none', () => {
  expect(specOf(least)).not.toHaveProperty('cooldownPeriod');
  expect(specOf({ ...least, minReplicas: 0 })).toHaveProperty('cooldownPeriod', 300);
});

test('there is no fallback unless one is given', () => expect(specOf(least)).not.toHaveProperty('fallback'));

test('the longest name is 54 characters', () => {
  expect(() => synth({ ...least, name: 'a'.repeat(54) })).not.toThrow();
  expect(messageOf(() => synth({ ...least, name: 'a'.repeat(55) }))).toContain('has 55 characters');
});

test('every mistake is told at once', () => {
  const message = messageOf(() =>
    synth({
      ...least,
      name: 'Scaler',
      minReplicas: 3,
      maxReplicas: 2,
      pollingSeconds: 0,
      cooldownSeconds: 10,
      fallback: { failureThreshold: -1, replicas: 0 },
      triggers: [],
    }),
  );
  expect(message).toMatchSnapshot();
});

test('two triggers of one name are refused', () => {
  const trigger = { ...least.triggers[0]!, name: 'queue' };
  expect(messageOf(() => synth({ ...least, triggers: [trigger, trigger] }))).toContain(
    'the trigger "queue" is there twice',
  );
});
