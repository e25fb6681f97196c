import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { podField, podsOf, variableOf } from '../../views/pods';
import { scaledJobExample } from '../example-manifests';

export const jobDeadline: Rule = {
  id: 'shutdown/job-deadline',
  title: 'A Job that KEDA makes ends, and not before its work can',
  severity: 'warning',
  why: 'Without a deadline a job that hangs holds its node and its place among the replicas for ever; with one that is shorter than its work no job ever ends well.',
  source: 'kubernetes.io/docs/concepts/workloads/controllers/job, "Job termination and cleanup" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledJobExample({ pod: 'restartPolicy: Never,' }) },
  good: { kubernetes: scaledJobExample({ pod: 'restartPolicy: Never, activeDeadlineSeconds: 3600,' }) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { object } = pod.owner;
      if (object.kind !== 'ScaledJob') return [];
      const ofJob = numberAt(object, 'spec.jobTargetRef.activeDeadlineSeconds');
      const ofPod = numberAt(pod.spec, 'activeDeadlineSeconds');
      const field =
        ofJob === undefined
          ? podField(pod, 'spec.activeDeadlineSeconds')
          : 'spec.jobTargetRef.activeDeadlineSeconds';
      const deadline = Math.min(ofJob ?? Number.POSITIVE_INFINITY, ofPod ?? Number.POSITIVE_INFINITY);
      if (deadline === Number.POSITIVE_INFINITY) {
        return [
          {
            in: pod.owner,
            field,
            message: 'left out',
            expected: 'what a start and the longest job take',
            fix: 'Set activeDeadlineSeconds.',
          },
        ];
      }
      const needed = pod.containers.map((container) => {
        const startup = probeOf(container, 'startupProbe');
        // The lock is renewed for as long as a job may take.
        const work = Number(variableOf(container, 'MESSAGE_LOCK_RENEWAL_SECONDS') ?? 0);
        return (
          (startup === undefined ? 0 : startupBudgetSeconds({ startup })) + (Number.isFinite(work) ? work : 0)
        );
      });
      const least = Math.max(0, ...needed);
      if (deadline >= least) return [];
      return [
        {
          in: pod.owner,
          field,
          message: `${deadline} s; a start and a job may take ${least} s`,
          expected: `${least} or more`,
          fix: 'Raise it.',
        },
      ];
    }),
};
