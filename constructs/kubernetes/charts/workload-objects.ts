import type { Chart } from 'cdk8s';
import type {
  ResolvedWorkload,
  WorkloadKind,
  WorkloadOf,
} from '../../../lib/platform/workloads/workload-kinds';
import { AgentApp } from '../applications/agent-app';
import { HttpApp } from '../applications/http-app';
import { QueueWorker } from '../applications/queue-worker';
import { ScheduledJob } from '../applications/scheduled-job';
import { triggerAuthenticationName } from '../scaling/trigger-authentication-name';
import { type ChartContext, replicasOf } from './chart-context';
import { addInferenceGateway, addLiteLlmGateway } from './gateway-objects';
import { addLangfuse } from './langfuse-objects';
import { addInferenceServer, addTritonServer } from './model-server-objects';

/** Adds the Kubernetes objects of a workload to its chart. */
type AddObjects<Workload> = (chart: Chart, workload: Workload, context: ChartContext) => void;

/** Kubernetes objects by kind of workload. Undefined: the Helm chart contains all objects. */
const byKind: { readonly [K in WorkloadKind]: AddObjects<WorkloadOf<K>> | undefined } = {
  'inference-server': addInferenceServer,
  'triton-server': addTritonServer,
  'litellm-gateway': addLiteLlmGateway,
  'inference-gateway': addInferenceGateway,
  langfuse: addLangfuse,
  'http-app': addHttpApp,
  'agent-app': addAgentApp,
  'queue-worker': addQueueWorker,
  'cron-job': addCronJob,
  'helm-chart': undefined,
};

/**
 * The function that adds the objects of a workload. Undefined for a workload without objects of the
 * platform.
 */
export function objectsOf<Workload extends ResolvedWorkload>({
  kind,
}: Workload): AddObjects<Workload> | undefined {
  return byKind[kind] as AddObjects<Workload> | undefined;
}

/** Adds the objects of an HTTP app. */
function addHttpApp(chart: Chart, app: WorkloadOf<'http-app'>, context: ChartContext): void {
  new HttpApp(chart, 'http-app', { ...context.propsOf(chart, app), replicas: replicasOf(app) });
  context.addScaling(chart, app, { name: app.name });
}

/** Adds the objects of an agent app. */
function addAgentApp(chart: Chart, app: WorkloadOf<'agent-app'>, context: ChartContext): void {
  const { secrets, ...props } = context.propsOf(chart, app);
  new AgentApp(chart, 'agent-app', {
    ...props,
    replicas: replicasOf(app),
    verifiesLicence: app.verifiesLicence,
    // resolveAgentApp() always adds the secrets of its databases.
    secrets: secrets!,
  });
  context.addScaling(chart, app, { name: app.name });
}

/** Adds the objects of a queue worker, its scaler included. */
function addQueueWorker(chart: Chart, worker: WorkloadOf<'queue-worker'>, context: ChartContext): void {
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
function addCronJob(chart: Chart, job: WorkloadOf<'cron-job'>, context: ChartContext): void {
  new ScheduledJob(chart, 'scheduled-job', {
    ...context.propsOf(chart, job),
    maxSeconds: job.maxRunSeconds,
  });
}
