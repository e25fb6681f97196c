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
    { min: 3, max: 3, gpusEach: 2, podsEach: 1 },
  ],
  [
    'a group of a leader and three workers',
    'LeaderWorkerSet',
    {
      replicas: 2,
      leaderWorkerTemplate: { size: 4, leaderTemplate: template(1), workerTemplate: template(8) },
    },
    { min: 2, max: 2, gpusEach: 25, podsEach: 4 },
  ],
  [
    'jobs with parallelism',
    'ScaledJob',
    { maxReplicaCount: 3, jobTargetRef: { parallelism: 4, template: template() } },
    { min: 0, max: 3, gpusEach: 8, podsEach: 4 },
  ],
  [
    'a run of a CronJob',
    'CronJob',
    { jobTemplate: { spec: { template: template() } } },
    { min: 0, max: 1, gpusEach: 2, podsEach: 1 },
  ],
  [
    'a Job of several pods',
    'Job',
    { parallelism: 2, template: template() },
    { min: 0, max: 1, gpusEach: 4, podsEach: 2 },
  ],
  ['a CronJob without GPUs', 'CronJob', { jobTemplate: { spec: { template: template(0) } } }, undefined],
])('%s', (_, kind, spec, limits) => {
  expect(limitsOf(kind, spec)).toEqual(limits);
});
