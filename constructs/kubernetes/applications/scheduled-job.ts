import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { cronExpressionProblem, timeZoneProblem } from '../../../lib/engine/scaling/cron-expression';
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
  /** Name of the CronJob, at most 52 characters: Kubernetes adds the time to the names of its Jobs. */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** When it runs, five fields of cron: `0 3 * * *`. */
  readonly schedule: string;
  /** IANA name: `Asia/Seoul`. @default `Etc/UTC`; said, because else it is the zone of the control plane */
  readonly timeZone?: string;
  /** How long a run takes at most, seconds, the pull of its image included; then it is ended. The wait for a node does not count. */
  readonly maxSeconds: number;
  /** How often a run that failed is tried again. @default 1: a node that is drained is not the job's fault */
  readonly retries?: number;
  /** A run that could not begin for so long is left out. @default 3600; a day's report at noon is of no use at night */
  readonly startingDeadlineSeconds?: number;
  /** While one still runs: `Forbid` leaves the next out, `Replace` ends the old one, `Allow` runs both. @default `Forbid` */
  readonly concurrencyPolicy?: 'Forbid' | 'Replace' | 'Allow';
  /** What the process gets after the signal to stop, seconds. @default 30 */
  readonly shutdownSeconds?: number;
  /** GPUs of the run. @default none */
  readonly gpus?: number;
  /** Makes no new run while it is on. @default off */
  readonly suspended?: boolean;
  /** Finished runs that are kept. @default 1 that succeeded and 3 that failed */
  readonly history?: { readonly succeeded: number; readonly failed: number };
  /** How long a finished run stays to be looked at, seconds. @default a week */
  readonly keepFinishedSeconds?: number;
}

/** Kubernetes adds 11 characters, and a Job's name is a label value. Source: kubernetes.io/docs/concepts/workloads/controllers/cron-jobs. */
const maxNameLength = 52;

/**
 * Work by the clock: evaluation, batch embedding, clean-up. A CronJob with the identity, secrets and placement of every other
 * workload.
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

/** Adds what is wrong with the name, the schedule and the numbers. */
function checkScheduledJob(props: ScheduledJobProps, problems: ProblemList): void {
  requireRule(problems, 'name', kubernetesNameProblem('label', props.name), 'Choose another name.');
  if (props.name.length > maxNameLength) {
    problems.add(
      'name',
      `"${props.name}" has ${props.name.length} characters; Kubernetes adds the time to the names of its Jobs`,
      `Give a name of at most ${maxNameLength}.`,
    );
  }
  requireRule(problems, 'schedule', cronExpressionProblem(props.schedule), 'Write it as "0 3 * * *".');
  if (props.timeZone !== undefined)
    requireRule(problems, 'timeZone', timeZoneProblem(props.timeZone), 'Write it as Asia/Seoul or Etc/UTC.');
  const ranges = {
    maxSeconds: { min: 1, max: 7 * 86_400, unit: 'seconds' },
    retries: { min: 0, max: 100, unit: 'tries' },
    // The controller looks every ten seconds: a shorter deadline may never be met.
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
