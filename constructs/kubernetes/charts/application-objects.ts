import type { Chart } from 'cdk8s';
import type { ResolvedAgentApp } from '../../../lib/platform/workloads/agent-app';
import type { ApplicationWorkload } from '../../../lib/platform/workloads/application';
import type { ResolvedCronJob } from '../../../lib/platform/workloads/cron-job';
import type { ResolvedHttpApp } from '../../../lib/platform/workloads/http-app';
import type { ResolvedQueueWorker } from '../../../lib/platform/workloads/queue-worker';
import { AgentApp } from '../applications/agent-app';
import { HttpApp } from '../applications/http-app';
import { QueueWorker } from '../applications/queue-worker';
import { ScheduledJob } from '../applications/scheduled-job';
import { triggerAuthenticationName } from '../scaling/trigger-authentication-name';
import type { ChartContext } from './chart-context';

/** Props that every kind of application has. */
function podProps(app: ApplicationWorkload, { partOf }: ChartContext) {
  return {
    name: app.name,
    namespace: app.namespace,
    partOf,
    image: app.image.toString(),
    command: app.command,
    args: app.args,
    placement: app.placement,
    resources: app.resources,
    serviceAccountName: app.identity?.serviceAccount.name,
    environment: app.environment,
  };
}

export function addHttpApp(chart: Chart, app: ResolvedHttpApp, context: ChartContext): void {
  new HttpApp(chart, 'http-app', {
    ...podProps(app, context),
    port: app.port,
    replicas: app.scaling === undefined ? app.replicas : 'autoscaled',
    health: app.health,
    probes: app.probes,
    shutdown: app.shutdown,
    secrets: context.addSecrets(chart, app),
  });
  context.addScaling(chart, app, { name: app.name });
}

export function addAgentApp(chart: Chart, app: ResolvedAgentApp, context: ChartContext): void {
  new AgentApp(chart, 'agent-app', {
    ...podProps(app, context),
    port: app.port,
    replicas: app.scaling === undefined ? app.replicas : 'autoscaled',
    probes: app.probes,
    maxRunSeconds: app.maxRunSeconds,
    shutdown: app.shutdown,
    // Its databases are always among them.
    secrets: context.addSecrets(chart, app)!,
  });
  context.addScaling(chart, app, { name: app.name });
}

export function addQueueWorker(chart: Chart, worker: ResolvedQueueWorker, context: ChartContext): void {
  const { serviceBus, azure } = context.platform;
  new QueueWorker(chart, 'queue-worker', {
    ...podProps(worker, context),
    source: worker.source,
    // resolvePlatform() refuses workers of queues that are not there.
    serviceBusNamespace: serviceBus!.name,
    cloud: azure.cloud,
    plan: worker.plan,
    triggerAuthenticationName: triggerAuthenticationName(worker.scalerIdentity.identityName),
    minReplicas: worker.minReplicas,
    maxReplicas: worker.maxReplicas,
    gpus: worker.gpus,
    secrets: context.addSecrets(chart, worker),
  });
}

export function addCronJob(chart: Chart, job: ResolvedCronJob, context: ChartContext): void {
  new ScheduledJob(chart, 'scheduled-job', {
    ...podProps(job, context),
    schedule: job.schedule,
    timeZone: job.timeZone,
    maxSeconds: job.maxRunSeconds,
    retries: job.retries,
    gpus: job.gpus,
    secrets: context.addSecrets(chart, job),
  });
}
