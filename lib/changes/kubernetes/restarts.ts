import type { KubernetesObject } from '../../check/deployment-picture';
import { mapAt, textAt, valueAt } from '../../values/json';
import { type FieldChange, isBelow } from '../compare/field-change';

/** The effect of a change on the pods of an object. */
export interface Restart {
  /**
   * `now`: when the sync applies the change. `next run`: running pods continue, and the next run
   * uses the change. `on delete`: a pod changes when it is deleted by hand. `paused`: the
   * Deployment is paused. `jobs end`: KEDA deletes the running jobs.
   */
  readonly when: 'now' | 'next run' | 'on delete' | 'paused' | 'jobs end';
  /** The course of the restart: `one after another: …`. */
  readonly how: string;
  readonly because: readonly FieldChange[];
}

/** Fields that define the pods of each kind. */
const podFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Deployment: [['spec', 'template']],
  StatefulSet: [['spec', 'template']],
  DaemonSet: [['spec', 'template']],
  // Both are part of the revision by which the controller finds outdated groups (sigs.k8s.io/lws
  // v0.9.0, `getPatch`, 2026-11).
  LeaderWorkerSet: [
    ['spec', 'leaderWorkerTemplate'],
    ['spec', 'networkConfig'],
  ],
  CronJob: [['spec', 'jobTemplate']],
  ScaledJob: [['spec', 'jobTargetRef']],
};

/**
 * Whether a change is in the pod template of an object. There the order of every list has an
 * effect.
 */
export function isOfPods({ kind }: KubernetesObject, change: FieldChange): boolean {
  const fields = kind === 'Job' || kind === 'ReplicaSet' ? [['spec', 'template']] : (podFields[kind] ?? []);
  return fields.some((parent) => isBelow(change, parent));
}

/**
 * The effect of a change on the pods of an object; undefined if it has none.
 *
 * Sources (2026-11):
 * kubernetes.io/docs/concepts/workloads/controllers/{deployment,statefulset,daemonset,cron-jobs}
 * (only a changed template starts a rollout); KEDA v2.20.2,
 * controllers/keda/scaledjob_controller.go, `deletePreviousVersionScaleJobs` (every change of a
 * ScaledJob's spec deletes the running jobs, unless its rollout is gradual).
 */
export function restartOf(after: KubernetesObject, changes: readonly FieldChange[]): Restart | undefined {
  if (after.kind === 'ScaledJob' && rolloutOf(after) !== 'gradual') {
    const because = changes.filter((change) => isBelow(change, ['spec']));
    if (because.length === 0) return undefined;
    return {
      when: 'jobs end',
      how: 'KEDA deletes the running jobs, because the rollout is not gradual',
      because,
    };
  }
  const because =
    podFields[after.kind] === undefined ? [] : changes.filter((change) => isOfPods(after, change));
  return because.length === 0 ? undefined : { ...courseOf(after), because };
}

/**
 * The restart of the pods of a recreated object, whatever the change is; undefined for a kind
 * without pods of its own.
 */
export function restartOfRecreated(
  after: KubernetesObject,
  changes: readonly FieldChange[],
): Restart | undefined {
  if (podFields[after.kind] === undefined || ['CronJob', 'ScaledJob'].includes(after.kind)) return undefined;
  return { when: 'now', how: 'all at once: its annotations make Argo CD recreate it', because: changes };
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
      return { when: 'next run', how: 'running pods continue' };
  }
}

function courseOfDeployment(object: KubernetesObject): Pick<Restart, 'when' | 'how'> {
  if (valueAt(object, 'spec.paused') === true)
    return { when: 'paused', how: 'the Deployment is paused; its pods restart when it resumes' };
  if (textAt(object, 'spec.strategy.type') === 'Recreate')
    return { when: 'now', how: 'Recreate: all old pods stop before a new pod starts' };
  const { maxSurge } = mapAt(object, 'spec.strategy.rollingUpdate');
  const order =
    maxSurge === 0 || maxSurge === '0%' ? 'an old pod stops before its replacement starts' : 'rolling';
  return { when: 'now', how: `${order}: ${rolling(object, 'spec.strategy', ['25%', '25%'])}` };
}

function courseOfStatefulSet(object: KubernetesObject): Pick<Restart, 'when' | 'how'> {
  if (textAt(object, 'spec.updateStrategy.type') === 'OnDelete')
    return { when: 'on delete', how: 'updateStrategy is OnDelete' };
  const { partition } = mapAt(object, 'spec.updateStrategy.rollingUpdate');
  const isPart = typeof partition === 'number' && partition > 0;
  return { when: 'now', how: `one after another${isPart ? `, from ordinal ${partition}` : ''}` };
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
