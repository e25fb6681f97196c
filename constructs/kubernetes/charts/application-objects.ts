import type { Chart } from 'cdk8s';
import {
  gatewayForContainersFrontend,
  gatewayForContainersId,
} from '../../../lib/engine/ingress/gateway-names';
import { certificatesOf } from '../../../lib/engine/ingress/routed-host';
import {
  ingressCertificates,
  ingressWorkload,
  notificationsWorkload,
} from '../../../lib/platform/identity-needs';
import type { ResolvedNotifications } from '../../../lib/platform/resolved-notifications';
import type {
  ResolvedAgentApp,
  ResolvedApplicationWorkload,
  ResolvedCronJob,
  ResolvedHttpApp,
  ResolvedIngress,
  ResolvedLangfuse,
  ResolvedQueueWorker,
} from '../../../lib/platform/resolved-workloads';
import { AgentApp } from '../applications/agent-app';
import { HttpApp } from '../applications/http-app';
import { LangfuseSupport } from '../applications/langfuse-support';
import { QueueWorker } from '../applications/queue-worker';
import { ScheduledJob } from '../applications/scheduled-job';
import { ArgoCdNotifications } from '../cluster/argo-cd-notifications';
import { ApplicationGatewayIngress } from '../ingress/application-gateway-ingress';
import { GatewayForContainers } from '../ingress/gateway-for-containers';
import { InternalIngress } from '../ingress/internal-ingress';
import { TlsCertificates, tlsSecretName } from '../ingress/tls-certificates';
import { triggerAuthenticationName } from '../scaling/trigger-authentication-name';
import type { ChartContext } from './chart-context';

/** Props that every kind of application has. */
function podProps(app: ResolvedApplicationWorkload, { partOf }: ChartContext) {
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

/** What belongs beside the chart of Langfuse. */
export function addLangfuseSupport(chart: Chart, langfuse: ResolvedLangfuse, context: ChartContext): void {
  const { platform } = context;
  const { ingress } = platform;
  const isReached = ingress?.hosts.some(({ routes }) => routes.some(({ to }) => to === langfuse.name));
  new LangfuseSupport(chart, 'langfuse-support', {
    name: langfuse.name,
    namespace: langfuse.namespace,
    partOf: context.partOf,
    ...context.vaultFor(langfuse.identity!),
    secrets: langfuse.secrets,
    allowedNamespaces: [platform.namespace],
    ...(isReached && ingress?.subnet !== undefined ? { allowedCidrs: [ingress.subnet] } : {}),
  });
}

export function addIngress(chart: Chart, ingress: ResolvedIngress, context: ChartContext): void {
  const { platform, partOf } = context;
  const { namespace } = platform;
  const props = {
    name: ingressWorkload,
    namespace,
    partOf,
    hosts: ingress.hosts,
    timeoutSeconds: ingress.timeoutSeconds,
  };
  if (ingress.type === 'application-gateway') {
    new ApplicationGatewayIngress(chart, 'application-gateway-ingress', props);
    return;
  }
  const identity = ingress.identity!;
  const reader = {
    vault: context.vaultFor(identity),
    serviceAccountName: identity.serviceAccount.name,
    placement: ingress.placement,
  };
  if (ingress.type === 'internal-load-balancer') {
    new InternalIngress(chart, 'internal-ingress', { ...props, ...reader });
    return;
  }
  new TlsCertificates(chart, 'tls-certificates', {
    name: ingressCertificates,
    namespace,
    partOf,
    certificates: certificatesOf(ingress.hosts),
    ...reader,
  });
  new GatewayForContainers(chart, 'gateway-for-containers', {
    ...props,
    albId: gatewayForContainersId(platform),
    frontend: gatewayForContainersFrontend,
    secretName: (certificate) => tlsSecretName(ingressCertificates, certificate),
  });
}

export function addNotifications(
  chart: Chart,
  { namespace, identity, placement }: NonNullable<ResolvedNotifications['own']>,
  context: ChartContext,
): void {
  const { platform } = context;
  const notifications = platform.gitOps.notifications!;
  new ArgoCdNotifications(chart, 'notifications', {
    name: notificationsWorkload,
    namespace,
    config: {
      ...notifications,
      environment: platform.environment,
      repository: platform.gitOps.repository,
    },
    ...(identity === undefined
      ? {}
      : { vault: { ...context.vaultFor(identity), secrets: notifications.secrets } }),
    placement,
  });
}
