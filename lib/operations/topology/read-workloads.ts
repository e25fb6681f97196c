import type { FoundObject } from '../../check/deployment-picture';
import {
  messagesText,
  serviceBusScaler,
  serviceBusSourceName,
} from '../../engine/scaling/scalers/service-bus';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type {
  ResolvedCronJob,
  ResolvedInferenceServer,
  ResolvedQueueWorker,
  ResolvedScaling,
  ResolvedTrigger,
  ResolvedWorkload,
} from '../../platform/resolved-workloads';
import { poolsOfPlacement } from './pools-of-placement';
import { readOtherWorkloads } from './read-other-workloads';
import type { TopologyTrigger, TopologyWorkload } from './topology-model';

/** Model servers first, then the gateway, applications, workers, jobs, and what only the objects know. */
export function readWorkloads(
  platform: ResolvedPlatform,
  objects: readonly FoundObject[],
): readonly TopologyWorkload[] {
  const defined: readonly TopologyWorkload[] = [
    ...platform.inferenceServers.map(inferenceServer),
    ...platform.tritonServers.map((server) => ({
      ...scaled(server),
      role: 'model server' as const,
      kind: 'Triton',
      detail: server.models?.join(', '),
    })),
    ...gatewayOf(platform),
    ...langfuseOf(platform),
    ...platform.httpApps.map((app) => ({ ...scaled(app), role: 'application' as const, kind: 'HTTP app' })),
    ...platform.agentApps.map((app) => ({ ...scaled(app), role: 'application' as const, kind: 'agent app' })),
    ...platform.queueWorkers.map(queueWorker),
    ...platform.cronJobs.map(cronJob),
  ];
  return [...defined, ...readOtherWorkloads(platform, objects, new Set(defined.map(({ name }) => name)))];
}

type Base = Pick<ResolvedWorkload, 'name' | 'nodePools'> & {
  readonly gpus?: number | undefined;
  readonly identity?: ResolvedWorkload['identity'];
};

function placed({ name, nodePools, gpus = 0, identity }: Base) {
  return {
    name,
    detail: undefined,
    pools: nodePools.map((pool) => pool.name),
    gpus,
    nodes: 1,
    triggers: [] as readonly TopologyTrigger[],
    identity: identity?.identityName,
  };
}

function scaled(
  workload: Base & { readonly replicas: number | undefined; readonly scaling: ResolvedScaling | undefined },
) {
  const { replicas = 1, scaling } = workload;
  const plan = scaling?.plan;
  return {
    ...placed(workload),
    replicas: { min: plan?.minReplicas ?? replicas, max: plan?.maxReplicas ?? replicas },
    triggers: (scaling?.triggers ?? []).map(trigger),
  };
}

function trigger({ spec }: ResolvedTrigger): TopologyTrigger {
  const { type, description, measures } = spec;
  const queue = measures?.of === 'messages' ? serviceBusSourceName(measures.source) : undefined;
  return { type, text: description, queue };
}

function inferenceServer(server: ResolvedInferenceServer): TopologyWorkload {
  return { ...scaled(server), role: 'model server', kind: 'vLLM', detail: server.model, nodes: server.nodes };
}

function gatewayOf({ gateway }: ResolvedPlatform): readonly TopologyWorkload[] {
  if (gateway === undefined) return [];
  // Who makes the pods of an inference gateway is its class's affair; the definition knows where, and not how many.
  return gateway.type === 'litellm'
    ? [
        {
          ...placed(gateway),
          role: 'gateway',
          kind: 'LiteLLM',
          replicas: { min: gateway.replicas, max: gateway.replicas },
        },
      ]
    : [{ ...placed(gateway), role: 'gateway', kind: 'inference gateway', replicas: undefined }];
}

function langfuseOf({ langfuse, nodePools }: ResolvedPlatform): readonly TopologyWorkload[] {
  if (langfuse === undefined) return [];
  const { web, worker } = langfuse.input.replicas ?? { web: 2, worker: 2 };
  return [
    {
      name: langfuse.name,
      role: 'application',
      kind: 'Langfuse',
      detail: `${web} web, ${worker} worker`,
      pools: poolsOfPlacement(langfuse.input.placement, nodePools),
      gpus: 0,
      nodes: 1,
      replicas: { min: web + worker, max: web + worker },
      triggers: [],
      identity: langfuse.identity?.identityName,
    },
  ];
}

function queueWorker(worker: ResolvedQueueWorker): TopologyWorkload {
  const { minReplicas: min, maxReplicas: max, plan } = worker;
  const queue = serviceBusSourceName(worker.source);
  const text = messagesText(worker.source, plan.messagesPerReplica, plan.mode === 'job' ? 'job' : 'replica');
  return {
    ...placed(worker),
    role: 'worker',
    kind: plan.mode === 'job' ? 'queue worker, a Job each' : 'queue worker',
    replicas: { min, max },
    triggers: [{ type: serviceBusScaler.type, text, queue }],
  };
}

function cronJob(job: ResolvedCronJob): TopologyWorkload {
  return {
    ...placed(job),
    role: 'worker',
    kind: 'cron job',
    detail: `${job.schedule} ${job.timeZone}`,
    replicas: { min: 0, max: 1 },
  };
}
