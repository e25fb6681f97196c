import { type Limits, workloadLimits } from '../../../lib/changes/limit-changes';
import { readFiles } from '../../../lib/check/read-files';

const template = (gpus = 2) => ({
  spec: { containers: [{ name: 'a', resources: { limits: { 'nvidia.com/gpu': gpus } } }] },
});
const limitsOf = (kind: string, spec: object): Limits | undefined => {
  const object = { apiVersion: 'keda.sh/v1', kind, metadata: { name: 'a', namespace: 'b' }, spec };
  const { picture } = readFiles([{ path: 'a.json', text: JSON.stringify(object) }]);
  return workloadLimits(picture).get(`${kind} b/a`);
};

it.each<[what: string, kind: string, spec: object, limits: Limits | undefined]>([
  [
    'replicas',
    'Deployment',
    { replicas: 3, template: template() },
    { least: 3, most: 3, gpusEach: 2, podsEach: 1 },
  ],
  [
    'a group of a leader and three workers',
    'LeaderWorkerSet',
    {
      replicas: 2,
      leaderWorkerTemplate: { size: 4, leaderTemplate: template(1), workerTemplate: template(8) },
    },
    { least: 2, most: 2, gpusEach: 25, podsEach: 4 },
  ],
  [
    'jobs that run several pods at once',
    'ScaledJob',
    { maxReplicaCount: 3, jobTargetRef: { parallelism: 4, template: template() } },
    { least: 0, most: 3, gpusEach: 8, podsEach: 4 },
  ],
  [
    'a run of a cron job',
    'CronJob',
    { jobTemplate: { spec: { template: template() } } },
    { least: 0, most: 1, gpusEach: 2, podsEach: 1 },
  ],
  [
    'a job of several pods',
    'Job',
    { parallelism: 2, template: template() },
    { least: 0, most: 1, gpusEach: 4, podsEach: 2 },
  ],
  ['a cron job without GPUs', 'CronJob', { jobTemplate: { spec: { template: template(0) } } }, undefined],
])('%s', (_, kind, spec, limits) => {
  expect(limitsOf(kind, spec)).toEqual(limits);
});
