import {
  ScheduledJob,
  type ScheduledJobProps,
} from '../../../../constructs/kubernetes/applications/scheduled-job';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, samplePodSecrets } from '../samples';
import { messageOf, objectOf, synthesize } from '../synthesize';

const minimal: ScheduledJobProps = {
  name: 'evaluation',
  image: 'myregistry.azurecr.io/evaluation:1.0.0',
  resources: { cpu: '1', memory: '2Gi' },
  schedule: '0 3 * * *',
  maxSeconds: 3600,
};
const synth = (props: Partial<ScheduledJobProps> = {}) =>
  synthesize((chart) => new ScheduledJob(chart, 'job', { ...minimal, ...props }));
const specOf = (props: Partial<ScheduledJobProps> = {}) => objectOf(synth(props), 'CronJob').spec;
const podOf = (props: Partial<ScheduledJobProps> = {}) => specOf(props).jobTemplate.spec.template;

test('all props', () => {
  const props: Required<ScheduledJobProps> = {
    ...minimal,
    namespace: 'production',
    partOf: 'my-aks',
    command: ['python'],
    args: ['-m', 'evaluation'],
    placement: gpuPlacement,
    serviceAccountName: 'evaluation-sa',
    environment: { LOG_LEVEL: 'info' },
    secrets: samplePodSecrets,
    userId: 1000,
    readOnlyRootFilesystem: true,
    temporaryMiB: 1024,
    timeZone: 'Asia/Seoul',
    retries: 0,
    startingDeadlineSeconds: 600,
    concurrencyPolicy: 'Replace',
    shutdownSeconds: 60,
    gpus: 1,
    suspended: true,
    history: { succeeded: 2, failed: 5 },
    keepFinishedSeconds: 3600,
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('two runs never overlap by default', () => expect(specOf().concurrencyPolicy).toBe('Forbid'));
test('the time zone is set', () => expect(specOf().timeZone).toBe('Etc/UTC'));
test('a run ends when its time is over, the wait for a node not counted', () => {
  expect(podOf().spec.activeDeadlineSeconds).toBe(3600);
  expect(specOf().jobTemplate.spec).not.toHaveProperty('activeDeadlineSeconds');
});
test('a run keeps its node', () =>
  expect(podOf().metadata.annotations).toEqual({
    'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
  }));
test('a run that failed is not restarted in its pod', () => expect(podOf().spec.restartPolicy).toBe('Never'));
test('a GPU run has its root writable for the NVIDIA hook', () => {
  expect(podOf({ gpus: 1 }).spec.containers[0].securityContext.readOnlyRootFilesystem).toBe(false);
  expect(podOf().spec.containers[0].securityContext.readOnlyRootFilesystem).toBe(true);
});
test('the pods of a run with an identity have the workload identity label', () =>
  expect(podOf({ serviceAccountName: 'sa' }).metadata.labels).toMatchObject({
    'azure.workload.identity/use': 'true',
  }));

test('reports all problems at once', () =>
  expect(
    messageOf(() =>
      synth({
        name: 'A'.repeat(53),
        schedule: '0 25 * * *',
        timeZone: 'Seoul',
        maxSeconds: 0,
        retries: -1,
        startingDeadlineSeconds: 5,
        shutdownSeconds: 0,
        gpus: 0,
        keepFinishedSeconds: -1,
        environment: { HF_TOKEN: 'x' },
        secrets: samplePodSecrets,
      }),
    ),
  ).toMatchSnapshot());
