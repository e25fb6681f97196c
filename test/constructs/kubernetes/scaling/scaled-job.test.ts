import { ScaledJob, type ScaledJobProps } from '../../../../constructs/kubernetes/scaling/scaled-job';
import { serviceBusTrigger } from '../../../../lib/engine/scaling/scalers/service-bus';
import { cpuTrigger } from '../../../../lib/engine/scaling/triggers/cpu';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { messageOf, objectOf, synthesize } from '../synthesize';

const queue = serviceBusTrigger({
  source: { queue: 'jobs' },
  serviceBusNamespace: 'my-bus',
  messagesPerReplica: 1,
  name: 'queue',
});
const minimal: ScaledJobProps = {
  name: 'render',
  job: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
  triggers: [queue],
  maxReplicas: 5,
  triggerAuthenticationName: 'my-aks-keda',
};
const synth = (props: Partial<ScaledJobProps> = {}) =>
  synthesize((chart) => new ScaledJob(chart, 'job', { ...minimal, ...props }));
const specOf = (props: Partial<ScaledJobProps> = {}) => objectOf(synth(props), 'ScaledJob').spec;

test('the minimum', () => {
  const objects = synth();
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<ScaledJobProps> = {
    ...minimal,
    namespace: 'production',
    component: 'queue-worker',
    partOf: 'my-aks',
    minReplicas: 1,
    pollingSeconds: 10,
    triggerAuthenticationName: 'auth',
    history: { succeeded: 1, failed: 2 },
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('what runs counts against what waits: Service Bus counts locked messages', () =>
  expect(specOf().scalingStrategy).toEqual({ strategy: 'default' }));

test('a trigger has no metric type: KEDA makes no autoscaler for Jobs', () =>
  expect(specOf().triggers[0]).not.toHaveProperty('metricType'));

test('reports all problems at once', () =>
  expect(
    messageOf(() =>
      synth({
        name: 'Render',
        minReplicas: -1,
        maxReplicas: 0,
        pollingSeconds: 0,
        triggers: [cpuTrigger({ utilizationPercent: 70 }), queue],
        triggerAuthenticationName: undefined,
      }),
    ),
  ).toMatchSnapshot());
