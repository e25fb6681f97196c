import type { Chart } from 'cdk8s';
import type { ResolvedAgentApp } from '../../../lib/platform/workloads/agent-app';
import type { ResolvedCronJob } from '../../../lib/platform/workloads/cron-job';
import type { ResolvedHttpApp } from '../../../lib/platform/workloads/http-app';
import type { ResolvedQueueWorker } from '../../../lib/platform/workloads/queue-worker';
import { AgentApp } from '../applications/agent-app';
import { HttpApp } from '../applications/http-app';
import { QueueWorker } from '../applications/queue-worker';
import { ScheduledJob } from '../applications/scheduled-job';
import { triggerAuthenticationName } from '../scaling/trigger-authentication-name';
import { type ChartContext, replicasOf } from './chart-context';

/** Adds the objects of an HTTP app. */
export function addHttpApp(chart: Chart, app: ResolvedHttpApp, context: ChartContext): void {
  new HttpApp(chart, 'http-app', { ...context.propsOf(chart, app), replicas: replicasOf(app) });
  context.addScaling(chart, app, { name: app.name });
}

/** Adds the objects of an agent app. */
export function addAgentApp(chart: Chart, app: ResolvedAgentApp, context: ChartContext): void {
  const { secrets, ...props } = context.propsOf(chart, app);
  new AgentApp(chart, 'agent-app', {
    ...props,
    replicas: replicasOf(app),
    // resolveAgentApp() always adds the secrets of its databases.
    secrets: secrets!,
  });
  context.addScaling(chart, app, { name: app.name });
}

/** Adds the objects of a queue worker, its scaler included. */
export function addQueueWorker(chart: Chart, worker: ResolvedQueueWorker, context: ChartContext): void {
  const { serviceBus, azure } = context.platform;
  new QueueWorker(chart, 'queue-worker', {
    ...context.propsOf(chart, worker),
    // resolvePlatform() refuses a worker without a Service Bus.
    serviceBusNamespace: serviceBus!.name,
    cloud: azure.cloud,
    triggerAuthenticationName: triggerAuthenticationName(worker.scalerIdentity.identityName),
  });
}

/** Adds the objects of a cron job. */
export function addCronJob(chart: Chart, job: ResolvedCronJob, context: ChartContext): void {
  new ScheduledJob(chart, 'scheduled-job', {
    ...context.propsOf(chart, job),
    maxSeconds: job.maxRunSeconds,
  });
}
