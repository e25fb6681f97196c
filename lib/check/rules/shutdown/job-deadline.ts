import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { podField, podsOf, variableOf } from '../../views/pods';
import { scaledJobExample } from '../example-manifests';

export const jobDeadline: Rule = {
  id: 'shutdown/job-deadline',
  title: 'A ScaledJob must have a deadline that is longer than its work',
  severity: 'warning',
  why: 'Without a deadline, a job that hangs keeps its node and its replica slot forever. With a deadline that is too short, no job completes.',
  source: 'kubernetes.io/docs/concepts/workloads/controllers/job, "Job termination and cleanup" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledJobExample({ pod: 'restartPolicy: Never,' }) },
  good: { kubernetes: scaledJobExample({ pod: 'restartPolicy: Never, activeDeadlineSeconds: 3600,' }) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { object } = pod.owner;
      if (object.kind !== 'ScaledJob') return [];
      const jobDeadlineSeconds = numberAt(object, 'spec.jobTargetRef.activeDeadlineSeconds');
      const podDeadlineSeconds = numberAt(pod.spec, 'activeDeadlineSeconds');
      const field =
        jobDeadlineSeconds === undefined
          ? podField(pod, 'spec.activeDeadlineSeconds')
          : 'spec.jobTargetRef.activeDeadlineSeconds';
      const deadline = Math.min(
        jobDeadlineSeconds ?? Number.POSITIVE_INFINITY,
        podDeadlineSeconds ?? Number.POSITIVE_INFINITY,
      );
      if (deadline === Number.POSITIVE_INFINITY) {
        return [
          {
            in: pod.owner,
            field,
            message: 'activeDeadlineSeconds is not set, so a job that hangs keeps its node forever.',
            expected: 'activeDeadlineSeconds for the startup and the longest job',
            fix: 'Set activeDeadlineSeconds.',
          },
        ];
      }
      const durations = pod.containers.map((container) => {
        const startup = probeOf(container, 'startupProbe');
        // The worker renews the lock for the longest duration of a job.
        const work = Number(variableOf(container, 'MESSAGE_LOCK_RENEWAL_SECONDS') ?? 0);
        return (
          (startup === undefined ? 0 : startupBudgetSeconds({ startup })) + (Number.isFinite(work) ? work : 0)
        );
      });
      const minimum = Math.max(0, ...durations);
      if (deadline >= minimum) return [];
      return [
        {
          in: pod.owner,
          field,
          message: `The deadline is ${deadline} s but startup and job may need ${minimum} s, so Kubernetes stops jobs before they complete.`,
          expected: `activeDeadlineSeconds of ${minimum} or more`,
          fix: `Raise activeDeadlineSeconds to ${minimum} or more.`,
        },
      ];
    }),
};
