import { fieldChanges } from '../../../../lib/changes/compare/field-changes';
import { restartOf } from '../../../../lib/changes/kubernetes/restarts';
import type { KubernetesObject } from '../../../../lib/check/deployment-picture';

const template = (image: string) => ({ spec: { containers: [{ name: 'app', image }] } });
const object = (kind: string, spec: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'app', namespace: 'default' },
  spec,
});

/** The restart of an object whose image changes, with the rest of its spec. */
function restart(kind: string, place: string, rest: object) {
  const [before, after] = ['app:1', 'app:2'].map((image) =>
    object(kind, { ...rest, [place]: wrapped(kind, image) }),
  );
  return restartOf(after!, fieldChanges(before, after, 'kubernetes'));
}

function wrapped(kind: string, image: string): object {
  switch (kind) {
    case 'CronJob':
      return { spec: { template: template(image) } };
    case 'ScaledJob':
      return { template: template(image) };
    case 'LeaderWorkerSet':
      return { size: 2, workerTemplate: template(image) };
    default:
      return template(image);
  }
}

it.each<[what: string, kind: string, place: string, rest: object, when: string, how: RegExp]>([
  ['by default', 'Deployment', 'template', {}, 'now', /^rolling: maxSurge 25%, maxUnavailable 25%$/],
  [
    'without surge',
    'Deployment',
    'template',
    { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
    'now',
    /^an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1$/,
  ],
  [
    'Recreate',
    'Deployment',
    'template',
    { strategy: { type: 'Recreate' } },
    'now',
    /^Recreate: all old pods stop/,
  ],
  ['paused', 'Deployment', 'template', { paused: true }, 'paused', /paused/],
  ['in order', 'StatefulSet', 'template', {}, 'now', /^one after another$/],
  [
    'with a partition',
    'StatefulSet',
    'template',
    { updateStrategy: { rollingUpdate: { partition: 2 } } },
    'now',
    /from ordinal 2$/,
  ],
  ['by hand', 'StatefulSet', 'template', { updateStrategy: { type: 'OnDelete' } }, 'on delete', /OnDelete/],
  ['node by node', 'DaemonSet', 'template', {}, 'now', /^node by node$/],
  ['by hand', 'DaemonSet', 'template', { updateStrategy: { type: 'OnDelete' } }, 'on delete', /OnDelete/],
  [
    'group by group',
    'LeaderWorkerSet',
    'leaderWorkerTemplate',
    { rolloutStrategy: { rollingUpdateConfiguration: { maxUnavailable: 2 } } },
    'now',
    /^group by group: maxSurge 0, maxUnavailable 2$/,
  ],
  ['the next time', 'CronJob', 'jobTemplate', {}, 'next run', /running pods continue/],
  [
    'the next time',
    'ScaledJob',
    'jobTargetRef',
    { rollout: { strategy: 'gradual' } },
    'next run',
    /running pods continue/,
  ],
  [
    'the next time, with the old field',
    'ScaledJob',
    'jobTargetRef',
    { rolloutStrategy: 'gradual' },
    'next run',
    /running pods continue/,
  ],
  ['at once', 'ScaledJob', 'jobTargetRef', {}, 'jobs end', /deletes the running jobs/],
])('%s: the pods of a %s', (_, kind, place, rest, when, how) => {
  const { because, ...found } = restart(kind, place, rest)!;
  expect(found).toEqual({ when, how: expect.stringMatching(how) });
  expect(because.map(({ before, after }) => [before, after])).toEqual([['app:1', 'app:2']]);
});

describe('a change outside of the pod template', () => {
  const changed = (kind: string, before: object, after: object) =>
    restartOf(object(kind, after), fieldChanges(object(kind, before), object(kind, after), 'kubernetes'));

  it.each<[kind: string, before: object, after: object]>([
    ['Deployment', { replicas: 1 }, { replicas: 2 }],
    ['CronJob', { schedule: 'a' }, { schedule: 'b' }],
    [
      'ScaledJob',
      { maxReplicaCount: 1, rollout: { strategy: 'gradual' } },
      { maxReplicaCount: 2, rollout: { strategy: 'gradual' } },
    ],
    ['ScaledObject', { maxReplicaCount: 1 }, { maxReplicaCount: 2 }],
    ['Service', { selector: { a: '1' } }, { selector: { a: '2' } }],
  ])('%s: nothing restarts', (kind, before, after) => {
    expect(changed(kind, before, after)).toBeUndefined();
  });

  it('deletes the jobs of a ScaledJob without a gradual rollout', () => {
    expect(changed('ScaledJob', { maxReplicaCount: 1 }, { maxReplicaCount: 2 })).toMatchObject({
      when: 'jobs end',
    });
  });

  it('restarts a LeaderWorkerSet for its network, which is part of its revision', () => {
    const [before, after] = ['Shared', 'UniquePerReplica'].map((subdomainPolicy) => ({
      networkConfig: { subdomainPolicy },
    }));
    expect(changed('LeaderWorkerSet', before!, after!)).toMatchObject({ when: 'now' });
  });
});
