import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  cronExpressionProblem,
  timeZoneFix,
  timeZoneProblem,
} from '../../../lib/engine/scaling/cron-expression';
import { kubernetesNameProblem } from '../../../lib/facts/kubernetes-names';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger, requireRule } from '../../../lib/problems/value-rules';
import { syncWaves } from '../charts/sync-waves';
import { NoIngressPolicy } from '../ingress/no-ingress-policy';
import { objectMetadata } from '../pods/object-metadata';
import { type AppPodProps, checkAppPod } from './app-pod';
import { runToCompletion } from './run-to-completion';

/** Input of a ScheduledJob. */
export interface ScheduledJobProps extends AppPodProps {
  /**
   * Name of the CronJob, at most 52 characters: Kubernetes adds the time to the names of its Jobs.
   */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Schedule with five cron fields, for example `0 3 * * *`. */
  readonly schedule: string;
  /**
   * IANA time zone, for example `Asia/Seoul`.
   *
   * @default 'Etc/UTC', always explicit: Kubernetes would use the time zone of the control plane
   */
  readonly timeZone?: string;
  /**
   * Maximum duration of a run in seconds, including its image pull and excluding the wait for a
   * node. Then Kubernetes stops it.
   */
  readonly maxSeconds: number;
  /** Number of retries of a failed run. @default 1, for example after a node drain */
  readonly retries?: number;
  /** Seconds after which Kubernetes skips a run that could not start. @default 3600 */
  readonly startingDeadlineSeconds?: number;
  /**
   * While a run is active: `Forbid` skips the next run, `Replace` stops the active one, `Allow`
   * runs both.
   *
   * @default 'Forbid'
   */
  readonly concurrencyPolicy?: 'Forbid' | 'Replace' | 'Allow';
  /** Grace period after the stop signal in seconds. @default 30 */
  readonly shutdownSeconds?: number;
  /** GPUs of the run. @default none */
  readonly gpus?: number;
  /** Suspends the schedule. @default false */
  readonly suspended?: boolean;
  /** Number of finished runs to keep. @default 1 successful and 3 failed */
  readonly history?: { readonly succeeded: number; readonly failed: number };
  /** Seconds for which a finished run stays. @default 604800, a week */
  readonly keepFinishedSeconds?: number;
}

/**
 * Maximum length of the name: Kubernetes adds 11 characters, and the name of a Job is a label
 * value.
 *
 * @see kubernetes.io/docs/concepts/workloads/controllers/cron-jobs (2026-11)
 */
const maxNameLength = 52;

/**
 * A CronJob for scheduled work such as evaluation, batch embedding or cleanup, with identity,
 * secrets and placement like other workloads.
 *
 * @see kubernetes.io/docs/concepts/workloads/controllers/cron-jobs (2026-11)
 */
export class ScheduledJob extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const identity = {
      name: props.name,
      namespace: props.namespace,
      component: 'scheduled-job',
      partOf: props.partOf,
    };
    const history = props.history ?? { succeeded: 1, failed: 3 };
    new k8s.KubeCronJob(this, 'cron-job', {
      metadata: objectMetadata(identity, syncWaves.workload),
      spec: {
        schedule: props.schedule,
        timeZone: props.timeZone ?? 'Etc/UTC',
        concurrencyPolicy: props.concurrencyPolicy ?? 'Forbid',
        startingDeadlineSeconds: props.startingDeadlineSeconds ?? 3600,
        suspend: props.suspended ?? false,
        successfulJobsHistoryLimit: history.succeeded,
        failedJobsHistoryLimit: history.failed,
        jobTemplate: {
          metadata: { labels: objectMetadata(identity, syncWaves.workload).labels },
          spec: runToCompletion({
            identity,
            app: props,
            parts: { containerName: 'job', gpus: props.gpus },
            activeDeadlineSeconds: props.maxSeconds,
            terminationGracePeriodSeconds: props.shutdownSeconds ?? 30,
            backoffLimit: props.retries ?? 1,
            keepFinishedSeconds: props.keepFinishedSeconds ?? 7 * 86_400,
          }),
        },
      },
    });
    new NoIngressPolicy(this, 'network-policy', identity);
  }
}

function checkProps(props: ScheduledJobProps): void {
  const problems = ProblemList.create();
  checkScheduledJob(props, problems);
  checkAppPod(props, problems);
  problems.throwIfAny(`the scheduled job "${props.name}"`);
}

/** Adds the problems of the name, the schedule and the numbers. */
function checkScheduledJob(props: ScheduledJobProps, problems: ProblemList): void {
  requireRule(problems, 'name', kubernetesNameProblem('label', props.name), 'Choose another name.');
  if (props.name.length > maxNameLength) {
    problems.add(
      'name',
      `"${props.name}" has ${props.name.length} characters, and Kubernetes adds 11 for the names of its Jobs`,
      `Use at most ${maxNameLength} characters.`,
    );
  }
  requireRule(problems, 'schedule', cronExpressionProblem(props.schedule), 'Use the form "0 3 * * *".');
  if (props.timeZone !== undefined)
    requireRule(problems, 'timeZone', timeZoneProblem(props.timeZone), timeZoneFix(props.timeZone));
  const ranges = {
    maxSeconds: { min: 1, max: 7 * 86_400, unit: 'seconds' },
    retries: { min: 0, max: 100, unit: 'tries' },
    // The controller runs every ten seconds, so it may miss a shorter deadline.
    startingDeadlineSeconds: { min: 10, max: 7 * 86_400, unit: 'seconds' },
    shutdownSeconds: { min: 1, max: 1500, unit: 'seconds' },
    gpus: { min: 1, max: 16, unit: 'GPUs' },
    keepFinishedSeconds: { min: 0, max: 365 * 86_400, unit: 'seconds' },
  } as const;
  for (const key of Object.keys(ranges) as (keyof typeof ranges)[]) {
    const value = props[key];
    if (value !== undefined) requireInteger(problems, key, value, ranges[key]);
  }
}
