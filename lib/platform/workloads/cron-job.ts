import type { CompleteCronJob } from '../../definition/application-definition';
import { cronExpressionProblem } from '../../engine/scaling/cron-expression';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import { resolveTimeZone } from '../region-time';
import { applicationGrants, checkNameLength, resolveApplication } from './application';
import type { WorkloadContext } from './workload-context';
import { resolveGpus } from './workload-gpus';
import { never, none, type WorkloadKindOf } from './workload-kind';

/** Kubernetes appends the time to the names of the Jobs of a CronJob. */
const maxCronJobNameLength = 52;

function resolveCronJob(definition: CompleteCronJob, context: WorkloadContext, problems: ProblemList) {
  const application = resolveApplication(definition, { roles: ['cpu', 'gpu'] }, context, problems);
  checkNameLength(
    definition.name,
    maxCronJobNameLength,
    'Kubernetes appends the time to the names of Jobs',
    problems,
  );
  const { retries } = definition;
  requireRule(
    problems,
    'schedule',
    cronExpressionProblem(definition.schedule),
    'Use five fields, such as 0 2 * * *.',
  );
  requireInteger(problems, 'maxRunSeconds', definition.maxRunSeconds, {
    min: 1,
    max: 604_800,
    unit: 'seconds',
  });
  requireInteger(problems, 'retries', retries, { min: 0, max: 10, unit: 'retries' });
  return {
    kind: 'cron-job' as const,
    ...application,
    schedule: definition.schedule,
    timeZone: resolveTimeZone(definition.timeZone, context.azure.location, problems),
    maxRunSeconds: definition.maxRunSeconds,
    gpus: resolveGpus(definition.gpus, application.nodePools, problems),
    retries,
  };
}

export type ResolvedCronJob = Readonly<ReturnType<typeof resolveCronJob>>;

/** A job on a schedule. */
export const cronJob: WorkloadKindOf<CompleteCronJob, ResolvedCronJob> = {
  title: 'cron job',
  role: 'worker',
  key: 'cronJobs',
  definitions: ({ cronJobs }) => cronJobs,
  account: (job) => job,
  nodePool: ({ nodePool }) => nodePool,
  grants: applicationGrants,
  scalerGrants: none,
  warnings: none,
  resolve: resolveCronJob,
  delivery: 'manifests',
  charts: none,
  scaler: never,
  replicas: () => ({ min: 0, max: 1 }),
  podOwner: () => 'CronJob',
  gpus: ({ gpus = 0 }) => ({ perPod: gpus, podsPerReplica: 1 }),
  probes: never,
  calls: ({ calls }) => calls,
  modelRoutes: none,
  detail: ({ schedule, timeZone }) => `${schedule} ${timeZone}`,
  modelServer: never,
  secretUse: never,
  routeTarget: never,
};
