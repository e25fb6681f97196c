import type { FoundObject } from '../../check/deployment-picture';
import {
  messagesText,
  serviceBusScaler,
  serviceBusSourceName,
} from '../../engine/scaling/scalers/service-bus';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { ResolvedScaling, ResolvedTrigger } from '../../platform/workloads/resolve-scaling';
import type { WorkloadBase } from '../../platform/workloads/workload';
import { type WorkloadOf, workloadsOf } from '../../platform/workloads/workload-kinds';
import { poolsOfPlacement } from './pools-of-placement';
import { readOtherWorkloads } from './read-other-workloads';
import type { TopologyTrigger, TopologyWorkload } from './topology-model';

/** Workloads: model servers, the gateway, applications, workers, jobs, then workloads that only the objects contain. */
export function readWorkloads(
  platform: ResolvedPlatform,
  objects: readonly FoundObject[],
): readonly TopologyWorkload[] {
  const defined: readonly TopologyWorkload[] = [
    ...workloadsOf(platform, 'inference-server').map(inferenceServer),
    ...workloadsOf(platform, 'triton-server').map((server) => ({
      ...scaled(server),
      role: 'model server' as const,
      kind: 'Triton',
      detail: server.models?.join(', '),
    })),
    ...workloadsOf(platform, 'litellm-gateway', 'inference-gateway').map(gatewayOf),
    ...workloadsOf(platform, 'langfuse').map((langfuse) => langfuseOf(langfuse, platform)),
    ...workloadsOf(platform, 'http-app').map((app) => ({
      ...scaled(app),
      role: 'application' as const,
      kind: 'HTTP app',
    })),
    ...workloadsOf(platform, 'agent-app').map((app) => ({
      ...scaled(app),
      role: 'application' as const,
      kind: 'agent app',
    })),
    ...workloadsOf(platform, 'queue-worker').map(queueWorker),
    ...workloadsOf(platform, 'cron-job').map(cronJob),
  ];
  return [...defined, ...readOtherWorkloads(platform, objects, new Set(defined.map(({ name }) => name)))];
}

type Base = Pick<WorkloadBase, 'name' | 'nodePools'> & {
  readonly gpus?: number | undefined;
  readonly identity?: WorkloadBase['identity'];
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

function inferenceServer(server: WorkloadOf<'inference-server'>): TopologyWorkload {
  return { ...scaled(server), role: 'model server', kind: 'vLLM', detail: server.model, nodes: server.nodes };
}

function gatewayOf(gateway: WorkloadOf<'litellm-gateway' | 'inference-gateway'>): TopologyWorkload {
  // The gateway class decides the replicas of an inference gateway. The definition only has its pools.
  return gateway.kind === 'litellm-gateway'
    ? {
        ...placed(gateway),
        role: 'gateway',
        kind: 'LiteLLM',
        replicas: { min: gateway.replicas, max: gateway.replicas },
      }
    : { ...placed(gateway), role: 'gateway', kind: 'inference gateway', replicas: undefined };
}

function langfuseOf(langfuse: WorkloadOf<'langfuse'>, { nodePools }: ResolvedPlatform): TopologyWorkload {
  const { web, worker } = langfuse.input.replicas ?? { web: 2, worker: 2 };
  return {
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
  };
}

function queueWorker(worker: WorkloadOf<'queue-worker'>): TopologyWorkload {
  const { minReplicas: min, maxReplicas: max, plan } = worker;
  const queue = serviceBusSourceName(worker.source);
  const text = messagesText(worker.source, plan.messagesPerReplica, plan.mode === 'job' ? 'job' : 'replica');
  return {
    ...placed(worker),
    role: 'worker',
    kind: plan.mode === 'job' ? 'queue worker, one Job per message' : 'queue worker',
    replicas: { min, max },
    triggers: [{ type: serviceBusScaler.type, text, queue }],
  };
}

function cronJob(job: WorkloadOf<'cron-job'>): TopologyWorkload {
  return {
    ...placed(job),
    role: 'worker',
    kind: 'cron job',
    detail: `${job.schedule} ${job.timeZone}`,
    replicas: { min: 0, max: 1 },
  };
}
