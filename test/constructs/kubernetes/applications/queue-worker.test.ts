import {
  QueueWorker,
  type QueueWorkerProps,
} from '../../../../constructs/kubernetes/applications/queue-worker';
import { queueWorkerPlan } from '../../../../lib/engine/queue/queue-worker-plan';
import { cronTrigger } from '../../../../lib/engine/scaling/triggers/cron';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, samplePodSecrets } from '../samples';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';

const shortJobs = queueWorkerPlan({ maxJobSeconds: 60 });
const longJobs = queueWorkerPlan({ maxJobSeconds: 3600 });
const shortGpuJobs = queueWorkerPlan({ maxJobSeconds: 60, gpu: true });
const longGpuJobs = queueWorkerPlan({ maxJobSeconds: 3600, gpu: true });
const office = cronTrigger({
  timezone: 'Asia/Seoul',
  start: '30 8 * * 1-5',
  end: '0 19 * * 1-5',
  desiredReplicas: 2,
});

const minimal: QueueWorkerProps = {
  name: 'embedder',
  image: 'myregistry.azurecr.io/embedder:1.0.0',
  resources: { cpu: '1', memory: '2Gi' },
  source: { queue: 'documents' },
  serviceBusNamespace: 'my-bus',
  plan: shortJobs,
  triggerAuthenticationName: 'my-aks-keda',
  maxReplicas: 10,
};
const every: Required<QueueWorkerProps> = {
  ...minimal,
  namespace: 'production',
  partOf: 'my-aks',
  command: ['python'],
  args: ['-m', 'worker'],
  placement: gpuPlacement,
  serviceAccountName: 'embedder-sa',
  clientId: sampleClientId,
  environment: { LOG_LEVEL: 'info' },
  secrets: samplePodSecrets,
  userId: 1000,
  readOnlyRootFilesystem: true,
  temporaryMiB: 1024,
  source: { topic: 'events', subscription: 'embedder' },
  cloud: 'AzureUSGovernmentCloud',
  minReplicas: 1,
  maxReplicas: 4,
  plan: shortGpuJobs,
  gpus: 1,
  moreTriggers: [office],
  probes: queueWorkerPlan({ maxJobSeconds: 60, startupSeconds: 20 }).probes,
  keepFinishedSeconds: 3600,
};

const synth = (props: Partial<QueueWorkerProps> = {}) =>
  synthesize((chart) => new QueueWorker(chart, 'worker', { ...minimal, ...props }));
const deploymentOf = (props: Partial<QueueWorkerProps> = {}) => objectOf(synth(props), 'Deployment').spec;
const scaledJobOf = (props: Partial<QueueWorkerProps> = {}) =>
  objectOf(synth({ plan: longJobs, ...props }), 'ScaledJob').spec;
const containerOf = (spec: { template: { spec: { containers: unknown[] } } }) =>
  // biome-ignore lint/suspicious/noExplicitAny: manifests are plain JSON
  spec.template.spec.containers[0] as any;

test.each<[string, Partial<QueueWorkerProps>]>([
  ['all props', every],
  [
    'all props of long jobs',
    { ...every, secrets: { ...samplePodSecrets, isHeld: true }, plan: longGpuJobs, moreTriggers: [] },
  ],
])('%s', (_, props) => {
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('short jobs are for a Deployment that KEDA scales', () =>
  expect(listing(synth())).toEqual([
    'Deployment embedder',
    'PodDisruptionBudget embedder',
    'ScaledObject embedder-scaler',
    'NetworkPolicy embedder',
  ]));

test('long jobs are for Jobs that nothing scales away', () =>
  expect(listing(synth({ plan: longJobs }))).toEqual(['ScaledJob embedder', 'NetworkPolicy embedder']));

test('a worker has no clients: no port, no Service, no ingress, no readiness probe', () => {
  const objects = synth();
  const container = containerOf(deploymentOf());
  expect(container).not.toHaveProperty('ports');
  expect(container).not.toHaveProperty('readinessProbe');
  expect(container).not.toHaveProperty('lifecycle');
  expect(objectOf(objects, 'NetworkPolicy').spec).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'embedder' } },
    policyTypes: ['Ingress'],
  });
});

test('the Deployment states no replicas', () => expect(deploymentOf()).not.toHaveProperty('replicas'));

test('the grace period of both is that of the plan', () => {
  expect(deploymentOf().template.spec.terminationGracePeriodSeconds).toBe(90);
  expect(scaledJobOf().jobTargetRef.template.spec.terminationGracePeriodSeconds).toBe(1500);
});

test('the worker gets the derived values as variables', () => {
  const { env } = containerOf(deploymentOf());
  expect(env).toEqual(
    expect.arrayContaining([
      { name: 'SERVICE_BUS_NAMESPACE', value: 'my-bus.servicebus.windows.net' },
      { name: 'SERVICE_BUS_QUEUE', value: 'documents' },
      { name: 'SHUTDOWN_GRACE_SECONDS', value: '60' },
    ]),
  );
});

test('a GPU worker holds its GPU by request and limit, and a rollout wants no second one', () => {
  const spec = deploymentOf({ plan: shortGpuJobs, gpus: 2 });
  const { requests, limits } = containerOf(spec).resources;
  expect([requests['nvidia.com/gpu'], limits['nvidia.com/gpu']]).toEqual(['2', '2']);
  expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 1 });
});

test('the pods of both are reached by their policy and their budget', () => {
  const label = { 'app.kubernetes.io/name': 'embedder' };
  expect(deploymentOf().template.metadata.labels).toMatchObject(label);
  expect(scaledJobOf().jobTargetRef.template.metadata.labels).toMatchObject(label);
});

describe('a job', () => {
  it('is not taken away with its node', () =>
    expect(scaledJobOf().jobTargetRef.template.metadata.annotations).toEqual({
      'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
    }));
  it('is tried again by its message, not by its Job', () =>
    expect(scaledJobOf().jobTargetRef.backoffLimit).toBe(0));
  it('survives a new image', () => expect(scaledJobOf().rollout).toEqual({ strategy: 'gradual' }));
  it('ends by the deadline of its pod, which does not run while it waits for a node', () => {
    const { jobTargetRef } = scaledJobOf();
    expect(jobTargetRef).not.toHaveProperty('activeDeadlineSeconds');
    expect(jobTargetRef.template.spec.activeDeadlineSeconds).toBe(longJobs.activeDeadlineSeconds);
  });
  it('is made for one message', () => expect(scaledJobOf().triggers[0].metadata.messageCount).toBe('1'));
});

test.each<[string, Partial<QueueWorkerProps>, string]>([
  [
    'a variable of the contract',
    { environment: { HEARTBEAT_FILE: '/x' } },
    'environment.HEARTBEAT_FILE: the construct sets this variable itself',
  ],
  ['no GPU', { plan: shortGpuJobs, gpus: 0 }, 'gpus: 0 is not a valid number of GPUs'],
  ['GPUs that the plan does not contain', { gpus: 1 }, 'gpus: the plan is not for GPUs, but gpus is set'],
  ['a plan for GPUs without one', { plan: shortGpuJobs }, 'gpus: the plan is for GPUs, but gpus is not set'],
  [
    'a start that the plan does not contain',
    { probes: queueWorkerPlan({ maxJobSeconds: 60, startupSeconds: 300 }).probes },
    'probes.startup: its budget is 905 seconds, but the plan is for 185 seconds',
  ],
  [
    'a clock for jobs',
    { plan: longJobs, moreTriggers: [office] },
    'moreTriggers: KEDA creates a Job for each message',
  ],
  ['an empty command', { command: [] }, 'command: it is empty'],
  ['a name that leaves no room', { name: 'a'.repeat(48) }, 'has 55 characters'],
  ['fewer at most than at least', { minReplicas: 5, maxReplicas: 2 }, '2 is less than minReplicas'],
  [
    'fewer jobs at most than at least',
    { plan: longJobs, minReplicas: 5, maxReplicas: 2 },
    'maxReplicas: 2 is',
  ],
])('%s is refused', (_, props, message) => expect(messageOf(() => synth(props))).toContain(message));

describe('secrets that no other pod mounts', () => {
  const held = { ...samplePodSecrets, isHeld: true };
  const refusal = 'secrets: no pod mounts their volume while there is no message';

  it.each([
    ['a Deployment from zero', { minReplicas: 0 }],
    ['the default', {}],
    ['a ScaledJob', { plan: longJobs }],
  ])('are refused with %s, because KEDA would start no worker', (_, props) => {
    expect(messageOf(() => synth({ ...props, secrets: samplePodSecrets }))).toContain(refusal);
    expect(() => synth({ ...props, secrets: held })).not.toThrow();
  });

  it('are accepted with a replica that always runs', () =>
    expect(() => synth({ minReplicas: 1, secrets: samplePodSecrets })).not.toThrow());
});
