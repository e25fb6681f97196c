import { type DeploymentPicture, describeObject } from '../../check/deployment-picture';
import { numberAt } from '../../check/json';
import { type Pod, podsOf } from '../../check/views/pods';
import { type Limits, workloadLimits } from '../limit-changes';
import type { ApplicationChanges } from './object-changes';
import { objectText } from './object-name';
import type { Restart } from './restarts';

/** A workload whose pods a change reaches, and what that takes. */
export interface WorkloadRestart extends Restart {
  /** `Deployment production/vllm`. */
  readonly workload: string;
  /** How many pods there may be; undefined where nobody says. */
  readonly replicas: Limits | undefined;
  /** Until a container has started at the latest: its startup probe. Undefined without one. */
  readonly startSeconds: number | undefined;
  /** That an old pod has to end. */
  readonly endSeconds: number;
}

/** What restarts, in the order of the applications. */
export function workloadRestarts(
  after: DeploymentPicture,
  applications: readonly ApplicationChanges[],
): readonly WorkloadRestart[] {
  const limits = workloadLimits(after);
  const pods = new Map(podsOf(after).map((pod) => [describeObject(pod.owner.object), pod]));
  return applications.flatMap(({ changed }) =>
    changed.flatMap(({ restart, ...object }) => {
      const workload = objectText(object);
      const pod = pods.get(workload);
      if (restart === undefined || pod === undefined) return [];
      return [{ ...restart, workload, replicas: limits.get(workload), ...timesOf(pod) }];
    }),
  );
}

/** Defaults: kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1, terminationGracePeriodSeconds and Probe (2026-11). */
function timesOf({ spec, containers }: Pod): Pick<WorkloadRestart, 'startSeconds' | 'endSeconds'> {
  const starts = containers.flatMap(({ json }) => {
    if (json['startupProbe'] === undefined) return [];
    const at = (field: string, otherwise: number) => numberAt(json, `startupProbe.${field}`) ?? otherwise;
    return [at('initialDelaySeconds', 0) + at('periodSeconds', 10) * at('failureThreshold', 3)];
  });
  return {
    startSeconds: starts.length === 0 ? undefined : Math.max(...starts),
    endSeconds: numberAt(spec, 'terminationGracePeriodSeconds') ?? 30,
  };
}
