import type { k8s } from 'cdk8s-plus-28';
import type { ObjectIdentity } from '../pods/object-metadata';
import { type AppPodParts, type AppPodProps, appPodLabels, appPodSpec } from './app-pod';

/** Differences between the Jobs of a queue worker and of a schedule. */
export interface RunToCompletionProps {
  /** Name, namespace and labels of the Job. */
  readonly identity: ObjectIdentity;
  /** Image, resources and environment of the pod. */
  readonly app: AppPodProps;
  /** Parts of the pod that differ by kind of application. */
  readonly parts: AppPodParts;
  /** Maximum seconds from the start of the pod on its node to its end. */
  readonly activeDeadlineSeconds: number;
  /** Seconds between SIGTERM and SIGKILL when the pod is deleted. */
  readonly terminationGracePeriodSeconds: number;
  /** Number of retries after a failed pod. */
  readonly backoffLimit: number;
  /** Seconds for which the finished Job and its pod stay. */
  readonly keepFinishedSeconds: number;
}

/**
 * Annotation that keeps the cluster autoscaler from removing the node of the pod, because an
 * evicted Job cannot finish.
 *
 * @see kubernetes/autoscaler `cluster-autoscaler/FAQ.md`, "What types of pods can prevent CA from
 * removing a node?" (2026-11)
 */
const safeToEvict = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } as const;

/**
 * Returns the spec of a Job with one pod that runs to completion.
 *
 * The deadline applies to the pod and not to the Job: the deadline of a Job starts with its
 * creation and includes the wait for a node. Kubernetes does not restart a failed container in its
 * pod, so each attempt has its own log.
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
