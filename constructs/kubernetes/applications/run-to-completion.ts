import type { k8s } from 'cdk8s-plus-28';
import type { ObjectIdentity } from '../pods/object-metadata';
import { type AppPodParts, type AppPodProps, appPodLabels, appPodSpec } from './app-pod';

/** What the Jobs of a queue worker and of a schedule differ in. */
export interface RunToCompletionProps {
  readonly identity: ObjectIdentity;
  readonly app: AppPodProps;
  readonly parts: AppPodParts;
  /** From the start of the pod on its node to its end, seconds. */
  readonly activeDeadlineSeconds: number;
  readonly terminationGracePeriodSeconds: number;
  /** How often a pod that failed is replaced. */
  readonly backoffLimit: number;
  /** How long the finished Job and its pod stay, seconds. */
  readonly keepFinishedSeconds: number;
}

/**
 * The cluster autoscaler takes no node away that such a pod is on: there is no second chance to finish.
 *
 * @see kubernetes/autoscaler `cluster-autoscaler/FAQ.md`, "What types of pods can prevent CA from removing a node?" (2026-11)
 */
const safeToEvict = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } as const;

/**
 * A Job whose one pod does its work and ends.
 *
 * The deadline is the pod's and not the Job's: that of the Job runs from its creation, and would count the wait for a node.
 * A container that fails is not restarted in its pod, so that each try has a log of its own.
 */
export function runToCompletion(props: RunToCompletionProps): k8s.JobSpec {
  return {
    parallelism: 1,
    completions: 1,
    backoffLimit: props.backoffLimit,
    ttlSecondsAfterFinished: props.keepFinishedSeconds,
    template: {
      metadata: { labels: appPodLabels(props.identity, props.app), annotations: { ...safeToEvict } },
      spec: {
        ...appPodSpec(props.app, props.parts),
        restartPolicy: 'Never',
        activeDeadlineSeconds: props.activeDeadlineSeconds,
        terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
      },
    },
  };
}
