import { type DeploymentPicture, describeObject } from '../../check/deployment-picture';
import { type Pod, podsOf } from '../../check/views/pods';
import { numberAt } from '../../values/json';
import { type Limits, workloadLimits } from '../limit-changes';
import type { ApplicationChanges } from './object-changes';
import { objectText } from './object-name';
import type { Restart } from './restarts';

/** A workload whose pods a change restarts. */
export interface WorkloadRestart extends Restart {
  /** `Deployment production/vllm`. */
  readonly workload: string;
  /** Its replicas, with the pods of each; undefined if the number is unknown. */
  readonly replicas: Limits | undefined;
  /**
   * Seconds until a container has started at the latest, by its startup probe; undefined without
   * one.
   */
  readonly startSeconds: number | undefined;
  /** Seconds that an old pod has to stop. */
  readonly endSeconds: number;
}

/** Workloads that restart, in the order of the applications. */
export function workloadRestarts(
  after: DeploymentPicture,
  applications: readonly ApplicationChanges[],
): readonly WorkloadRestart[] {
  const limits = workloadLimits(after);
  const pods = podsOf(after).map((pod) => ({ pod, of: describeObject(pod.owner.object) }));
  return applications.flatMap(({ changed }) =>
    changed.flatMap(({ restart, ...object }) => {
      const workload = objectText(object);
      const own = pods.filter(({ of }) => of === workload).map(({ pod }) => pod);
      if (restart === undefined || own.length === 0) return [];
      return [{ ...restart, workload, replicas: limits.get(workload), ...timesOf(own) }];
    }),
  );
}

/**
 * Defaults: kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1,
 * terminationGracePeriodSeconds and Probe (2026-11).
 */
function timesOf(pods: readonly Pod[]): Pick<WorkloadRestart, 'startSeconds' | 'endSeconds'> {
  const containers = pods.flatMap((pod) => pod.containers);
  const starts = containers.flatMap(({ json }) => {
    if (json['startupProbe'] === undefined) return [];
    const at = (field: string, otherwise: number) => numberAt(json, `startupProbe.${field}`) ?? otherwise;
    return [at('initialDelaySeconds', 0) + at('periodSeconds', 10) * at('failureThreshold', 3)];
  });
  return {
    startSeconds: starts.length === 0 ? undefined : Math.max(...starts),
    endSeconds: Math.max(...pods.map(({ spec }) => numberAt(spec, 'terminationGracePeriodSeconds') ?? 30)),
  };
}
