import { liteLlmVariables } from '../../engine/gateway/litellm-config';
import { vllmEngineVersion } from '../../engine/inference/vllm-metrics';
import { defaultLangfuseReplicas } from '../../engine/langfuse/langfuse-definition';
import { coldStartSeconds } from '../../engine/scaling/cold-start';
import { messagesText, serviceBusScaler } from '../../engine/scaling/scalers/service-bus';
import type { ResolvedModelSource } from '../../platform/workloads/model-server';
import type { ResolvedScaling } from '../../platform/workloads/resolve-scaling';
import type { ResolvedWorkload, WorkloadKind, WorkloadOf } from '../../platform/workloads/workload-kinds';
import type { InventoryModelServer, InventoryScaler, SecretUse, WeightSource } from './inventory-workload';

/** What operations shows of a kind in addition to the facets of `kindOf()`. */
export interface KindDetails {
  /** Model, schedule or parts. */
  readonly detail?: string | undefined;
  readonly scaling?: Omit<InventoryScaler, 'kind' | 'name'> | undefined;
  readonly modelServer?: InventoryModelServer;
  readonly secretUse?: SecretUse;
}

/**
 * Details of every kind of workload. The compiler requires an entry for each.
 *
 * Sources of the secrets (2026-11): docs.litellm.ai/docs/proxy/prod, LITELLM_SALT_KEY; langfuse.com/self-hosting/configuration, SALT and
 * ENCRYPTION_KEY; langfuse/langfuse `web/src/initialize.ts`.
 */
const detailsByKind: { readonly [K in WorkloadKind]: (workload: WorkloadOf<K>) => KindDetails } = {
  'inference-server': (server) => {
    const { model, servedModelName, image, scaling, gpuMemoryUtilization, sizing } = server;
    const waiting = scaling?.triggers.map(({ spec }) => spec.measures).find(isWaiting);
    return {
      detail: model,
      scaling: scaling && scalingDetails(scaling),
      modelServer: {
        engine: 'vLLM',
        model,
        ...modelServerDetails(server),
        tokenSecret: server.secrets.find(({ variable }) => variable === 'HF_TOKEN')?.secret,
        maxModelLen: server.maxModelLen,
        vllm: {
          servedModelName,
          version: vllmEngineVersion(image.toString()),
          waitingPerReplica: waiting?.threshold,
          gpuMemoryUtilization,
          memory: sizing,
        },
      },
    };
  },
  'triton-server': (server) => {
    const models = server.models?.join(', ');
    return {
      detail: models,
      scaling: server.scaling && scalingDetails(server.scaling),
      modelServer: {
        engine: 'Triton',
        model: models ?? 'every model of the repository',
        ...modelServerDetails(server),
        tokenSecret: undefined,
        maxModelLen: undefined,
        vllm: undefined,
      },
    };
  },
  'litellm-gateway': ({ secrets }) => ({
    secretUse: {
      permanent: secrets.flatMap(({ variable, secret }) =>
        variable === liteLlmVariables.saltKey ? [secret] : [],
      ),
      initial: [],
      apiKeys: [],
    },
  }),
  'inference-gateway': () => ({}),
  langfuse: ({ input: { replicas = defaultLangfuseReplicas }, secretNames }) => ({
    detail: `${replicas.web} web, ${replicas.worker} worker`,
    secretUse: {
      permanent: [secretNames.salt, secretNames.encryptionKey],
      initial: secretNames.initial === undefined ? [] : [secretNames.initial.userPassword],
      apiKeys:
        secretNames.initial === undefined
          ? []
          : [secretNames.initial.publicKey, secretNames.initial.secretKey],
    },
  }),
  'http-app': ({ scaling }) => ({ scaling: scaling && scalingDetails(scaling) }),
  'agent-app': ({ scaling }) => ({ scaling: scaling && scalingDetails(scaling) }),
  'queue-worker': ({ source, plan }) => ({
    detail: plan.mode === 'job' ? 'one Job per message' : undefined,
    scaling: {
      triggers: [
        {
          type: serviceBusScaler.type,
          text: messagesText(source, plan.messagesPerReplica, plan.mode === 'job' ? 'job' : 'replica'),
          measures: { of: 'messages', source, perReplica: plan.messagesPerReplica },
          producedByTarget: false,
        },
      ],
      hasFallback: false,
      coldStartSeconds: coldStartSeconds(plan.coldStart),
      scaleUpSeconds: undefined,
      maxJobSeconds: plan.maxJobSeconds,
    },
  }),
  'cron-job': ({ schedule, timeZone }) => ({ detail: `${schedule} ${timeZone}` }),
  'helm-chart': () => ({}),
};

/** Details of a workload by its kind. */
export function kindDetails<K extends WorkloadKind>(
  workload: WorkloadOf<K> & { readonly kind: K },
): KindDetails {
  const details = detailsByKind[workload.kind] as (workload: ResolvedWorkload) => KindDetails;
  return details(workload);
}

function isWaiting(
  measures: NonNullable<ResolvedScaling['triggers'][number]['spec']['measures']> | undefined,
): measures is Extract<NonNullable<typeof measures>, { readonly of: 'vllm' }> {
  return measures?.of === 'vllm' && measures.metric === 'waiting';
}

function scalingDetails({ plan, triggers }: ResolvedScaling): NonNullable<KindDetails['scaling']> {
  const { scaleUp } = plan;
  return {
    triggers: triggers.map(({ spec: { type, description, measures, producedByTarget } }) => ({
      type,
      text: description,
      measures,
      producedByTarget,
    })),
    hasFallback: plan.fallback !== undefined,
    coldStartSeconds: plan.coldStartSeconds,
    scaleUpSeconds: scaleUp && scaleUp.stabilizationSeconds + scaleUp.periodSeconds,
    maxJobSeconds: undefined,
  };
}

function modelServerDetails({
  source,
  modelSizeGiB,
  nodePools,
  port,
}: WorkloadOf<'inference-server' | 'triton-server'>) {
  return { weights: weightSource(source), modelSizeGiB, vmSize: nodePools[0]?.vmSize.name, port };
}

function weightSource(source: ResolvedModelSource): WeightSource {
  const { type } = source;
  switch (type) {
    case 'hugging-face':
      return { type, isMounted: false, text: 'Hugging Face' };
    case 'blob':
      return { type, isMounted: true, text: `container ${source.storageAccount}/${source.container}` };
    case 'file-share':
      return { type, isMounted: true, text: `share ${source.storageAccount}/${source.share}` };
    case 'persistent-volume-claim':
      return { type, isMounted: true, text: `claim ${source.claimName}` };
    case 'image':
      return { type, isMounted: false, text: 'the image' };
  }
}
