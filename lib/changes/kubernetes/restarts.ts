import type { KubernetesObject } from '../../check/deployment-picture';
import { mapAt, textAt, valueAt } from '../../values/json';
import { type FieldChange, isBelow } from '../compare/field-change';

/** What a change does to the pods of an object. */
export interface Restart {
  /**
   * `now`: as the sync applies it. `next run`: what runs is left, the next one is as it says. `on delete`: whoever is deleted by hand comes
   * back as it says. `paused`: a Deployment that is paused. `jobs end`: KEDA deletes the jobs that run.
   */
  readonly when: 'now' | 'next run' | 'on delete' | 'paused' | 'jobs end';
  /** In which order: `one after another: …`. */
  readonly how: string;
  readonly because: readonly FieldChange[];
}

/** Fields that describe the pods of each kind. */
const podFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Deployment: [['spec', 'template']],
  StatefulSet: [['spec', 'template']],
  DaemonSet: [['spec', 'template']],
  // Both are in the revision by which the controller tells an old group (sigs.k8s.io/lws v0.9.0, `getPatch`, 2026-11).
  LeaderWorkerSet: [
    ['spec', 'leaderWorkerTemplate'],
    ['spec', 'networkConfig'],
  ],
  CronJob: [['spec', 'jobTemplate']],
  ScaledJob: [['spec', 'jobTargetRef']],
};

/** Whether a change is one of the pods that an object makes: there the order of every list means something. */
export function isOfPods({ kind }: KubernetesObject, change: FieldChange): boolean {
  const fields = kind === 'Job' || kind === 'ReplicaSet' ? [['spec', 'template']] : (podFields[kind] ?? []);
  return fields.some((parent) => isBelow(change, parent));
}

/**
 * What a change does to the pods of an object; undefined if nothing.
 *
 * Sources (2026-11): kubernetes.io/docs/concepts/workloads/controllers/{deployment,statefulset,daemonset,cron-jobs} (a changed template is
 * a rollout, and nothing else is); KEDA v2.20.2, controllers/keda/scaledjob_controller.go, `deletePreviousVersionScaleJobs` (every change of a
 * ScaledJob's spec deletes the jobs that run, unless its rollout is gradual).
 */
export function restartOf(after: KubernetesObject, changes: readonly FieldChange[]): Restart | undefined {
  if (after.kind === 'ScaledJob' && rolloutOf(after) !== 'gradual') {
    const because = changes.filter((change) => isBelow(change, ['spec']));
    if (because.length === 0) return undefined;
    return { when: 'jobs end', how: 'KEDA deletes the jobs that run: its rollout is not gradual', because };
  }
  const because =
    podFields[after.kind] === undefined ? [] : changes.filter((change) => isOfPods(after, change));
  return because.length === 0 ? undefined : { ...courseOf(after), because };
}

/** An object that is deleted and made anew takes its pods with it, whatever the change is; undefined for one that has none of its own. */
export function restartOfMadeAnew(
  after: KubernetesObject,
  changes: readonly FieldChange[],
): Restart | undefined {
  if (podFields[after.kind] === undefined || ['CronJob', 'ScaledJob'].includes(after.kind)) return undefined;
  return { when: 'now', how: 'all at once: its annotations have it deleted and made anew', because: changes };
}

function rolloutOf(scaledJob: KubernetesObject): string | undefined {
  return textAt(scaledJob, 'spec.rolloutStrategy') ?? textAt(scaledJob, 'spec.rollout.strategy');
}

function courseOf(object: KubernetesObject): Pick<Restart, 'when' | 'how'> {
  switch (object.kind) {
    case 'Deployment':
      return courseOfDeployment(object);
    case 'StatefulSet':
      return courseOfStatefulSet(object);
    case 'DaemonSet':
      return textAt(object, 'spec.updateStrategy.type') === 'OnDelete'
        ? { when: 'on delete', how: 'updateStrategy is OnDelete' }
        : { when: 'now', how: 'node by node' };
    case 'LeaderWorkerSet':
      return { when: 'now', how: `group by group: ${rolling(object, 'spec.rolloutStrategy', ['0', '1'])}` };
    default:
      return { when: 'next run', how: 'what runs is left alone' };
  }
}

function courseOfDeployment(object: KubernetesObject): Pick<Restart, 'when' | 'how'> {
  if (valueAt(object, 'spec.paused') === true)
    return { when: 'paused', how: 'the Deployment is paused; when it is resumed' };
  if (textAt(object, 'spec.strategy.type') === 'Recreate')
    return { when: 'now', how: 'Recreate: all end before the first new one starts' };
  const { maxSurge } = mapAt(object, 'spec.strategy.rollingUpdate');
  const order =
    maxSurge === 0 || maxSurge === '0%' ? 'an old one ends before its successor starts' : 'rolling';
  return { when: 'now', how: `${order}: ${rolling(object, 'spec.strategy', ['25%', '25%'])}` };
}

function courseOfStatefulSet(object: KubernetesObject): Pick<Restart, 'when' | 'how'> {
  if (textAt(object, 'spec.updateStrategy.type') === 'OnDelete')
    return { when: 'on delete', how: 'updateStrategy is OnDelete' };
  const { partition } = mapAt(object, 'spec.updateStrategy.rollingUpdate');
  const isPart = typeof partition === 'number' && partition > 0;
  return { when: 'now', how: `one after another${isPart ? `, those from number ${partition} on` : ''}` };
}

function rolling(
  object: KubernetesObject,
  strategy: string,
  [surge, unavailable]: readonly [string, string],
): string {
  const { maxSurge = surge, maxUnavailable = unavailable } = {
    ...mapAt(object, `${strategy}.rollingUpdate`),
    ...mapAt(object, `${strategy}.rollingUpdateConfiguration`),
  };
  return `maxSurge ${maxSurge}, maxUnavailable ${maxUnavailable}`;
}
