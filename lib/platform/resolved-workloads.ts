import type { ModelCacheDefinition } from '../definition/inference-definition';
import type { IngressDefinition } from '../definition/ingress-definition';
import type { ResourcesDefinition, SecretVariableDefinition } from '../definition/workload-definition';
import type { LiteLlmRouting } from '../engine/gateway/litellm-config';
import type { LiteLlmModel } from '../engine/gateway/litellm-models';
import type { LoraAdapter } from '../engine/inference/lora-adapters';
import type { VllmOptions } from '../engine/inference/vllm-options';
import type { LangfuseInput } from '../engine/langfuse/langfuse-definition';
import type { LangfuseSecretNames } from '../engine/langfuse/langfuse-secrets';
import type { HealthSource } from '../engine/probes/http-app-probes';
import type { ProbePlan, ShutdownPlan } from '../engine/probes/probe-plan';
import type { QueueWorkerPlan } from '../engine/queue/queue-worker-plan';
import type { ScalerTriggerSpec, ServiceBusSource } from '../engine/scaling/scaler-trigger';
import type { ScalingPlan } from '../engine/scaling/scaling-plan';
import type { Placement } from '../engine/scheduling/placement';
import type { Sizing } from '../engine/sizing/size-inference-server';
import type { ImageReference } from '../values/image-reference';
import type { ResolvedNodePool } from './resolved-node-pool';
import type { ResolvedWorkloadIdentity } from './resolved-workload-identity';

/** What every workload has. */
export interface ResolvedWorkload {
  readonly name: string;
  readonly namespace: string;
  /** The pools that it may run on, the preferred one first. */
  readonly nodePools: readonly ResolvedNodePool[];
  readonly placement: Placement;
  readonly identity: ResolvedWorkloadIdentity | undefined;
  readonly secrets: readonly SecretVariableDefinition[];
}

/** What every application with an image of one's own has. */
export interface ResolvedApplicationWorkload extends ResolvedWorkload {
  readonly image: ImageReference;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly resources: ResourcesDefinition;
  readonly environment: Readonly<Record<string, string>>;
}

export interface ResolvedHttpApp extends ResolvedApplicationWorkload {
  readonly port: number;
  readonly health: HealthSource;
  /** Undefined where KEDA decides. */
  readonly replicas: number | undefined;
  readonly scaling: ResolvedScaling | undefined;
  readonly probes: ProbePlan;
  readonly shutdown: ShutdownPlan;
}

export interface ResolvedAgentApp extends ResolvedApplicationWorkload {
  readonly port: number;
  readonly replicas: number | undefined;
  readonly scaling: ResolvedScaling | undefined;
  readonly maxRunSeconds: number;
  readonly probes: ProbePlan;
  readonly shutdown: ShutdownPlan;
}

export interface ResolvedQueueWorker extends ResolvedApplicationWorkload {
  readonly source: ServiceBusSource;
  readonly plan: QueueWorkerPlan;
  readonly gpus: number | undefined;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Identity that KEDA reads the queue as. */
  readonly scalerIdentity: ResolvedScalerIdentity;
}

export interface ResolvedCronJob extends ResolvedApplicationWorkload {
  readonly schedule: string;
  readonly timeZone: string;
  readonly maxRunSeconds: number;
  readonly gpus: number | undefined;
  readonly retries: number;
}

/** Where a model comes from, with the names that Azure has; who reads it is the server's identity. */
export type ResolvedModelSource =
  | { readonly type: 'hugging-face' }
  | {
      readonly type: 'blob';
      readonly storageAccount: string;
      readonly container: string;
      readonly path?: string;
    }
  | {
      readonly type: 'file-share';
      readonly storageAccount: string;
      readonly share: string;
      readonly path?: string;
    }
  | { readonly type: 'persistent-volume-claim'; readonly claimName: string; readonly path?: string }
  | { readonly type: 'image'; readonly path: string };

interface ResolvedModelServer extends ResolvedWorkload {
  readonly image: ImageReference;
  readonly port: number;
  readonly gpus: number;
  readonly replicas: number | undefined;
  readonly scaling: ResolvedScaling | undefined;
  readonly modelSizeGiB: number;
  readonly sharedMemoryGiB: number;
  readonly resources: ResourcesDefinition;
  readonly probes: ProbePlan;
  readonly shutdown: ShutdownPlan;
  readonly extraArgs: readonly string[];
}

export interface ResolvedInferenceServer extends ResolvedModelServer {
  readonly model: string;
  readonly servedModelName: string;
  readonly source: ResolvedModelSource;
  readonly cache: ModelCacheDefinition;
  readonly cacheSizeGiB: number;
  /** Where the memory of its GPUs goes; undefined for a model that is not known. */
  readonly sizing: Sizing | undefined;
  /** GPUs of one engine; the pod's others are for more engines like it. */
  readonly tensorParallelSize: number;
  readonly dataParallelSize: number;
  /** Nodes of one replica; above 1 it is a group of pods. */
  readonly nodes: number;
  readonly maxModelLen: number | undefined;
  readonly gpuMemoryUtilization: number;
  /** What the user tunes of the engine. */
  readonly options: VllmOptions;
  readonly loraAdapters: readonly LoraAdapter[];
  readonly maxLoraRank: number | undefined;
}

export interface ResolvedTritonServer extends ResolvedModelServer {
  readonly repository: Exclude<ResolvedModelSource, { type: 'hugging-face' } | { type: 'image' }>;
  readonly models: readonly string[] | undefined;
}

export type ResolvedGateway = ResolvedLiteLlmGateway | ResolvedInferenceGateway;

export interface ResolvedLiteLlmGateway extends ResolvedWorkload {
  readonly type: 'litellm';
  readonly image: ImageReference;
  readonly replicas: number;
  readonly resources: ResourcesDefinition | undefined;
  readonly models: readonly LiteLlmModel[];
  readonly routing: LiteLlmRouting;
  readonly answerSeconds: number;
  readonly shutdown: ShutdownPlan;
  readonly langfuseUrl: string | undefined;
}

export interface ResolvedInferenceGateway {
  readonly type: 'inference-gateway';
  readonly name: string;
  readonly namespace: string;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly placement: Placement;
  readonly gatewayClassName: string;
  readonly routing: 'one' | 'model-header' | 'path';
  readonly servers: readonly {
    readonly name: string;
    readonly modelNames: readonly string[];
    readonly targetPort: number;
  }[];
  readonly answerSeconds: number;
}

export interface ResolvedLangfuse {
  readonly name: string;
  readonly namespace: string;
  readonly input: LangfuseInput;
  readonly secrets: LangfuseSecretNames;
  readonly identity: ResolvedWorkloadIdentity | undefined;
  /** Address inside the cluster. */
  readonly internalUrl: string;
}

export interface ResolvedIngress {
  readonly type: IngressDefinition['type'];
  readonly hosts: readonly ResolvedIngressHost[];
  /** Subnet of the gateway, as a range. Undefined for a load balancer in the nodes' own. */
  readonly subnet: string | undefined;
  readonly timeoutSeconds: number;
  /** Nodes for what runs in the cluster for it. */
  readonly placement: Placement;
  /** ServiceAccount that reads the certificates. */
  readonly identity: ResolvedWorkloadIdentity | undefined;
}

export interface ResolvedIngressHost {
  readonly host: string;
  readonly certificate: string;
  readonly routes: readonly {
    readonly path: string;
    /** Workload, its Service, and the namespace of both. */
    readonly to: string;
    readonly service: string;
    readonly namespace: string;
    /** Undefined where the gateway takes it from the readiness probe. */
    readonly healthPath?: string;
  }[];
}

/** An identity that KEDA's operator acts as. */
export interface ResolvedScalerIdentity {
  readonly identityName: string;
  readonly clientIdOutput: string;
}

export interface ResolvedScaling {
  readonly name: string;
  /** Without the metadata that only the outputs file contains. */
  readonly plan: ScalingPlan;
  readonly triggers: readonly ResolvedTrigger[];
}

export interface ResolvedTrigger {
  readonly spec: ScalerTriggerSpec;
  /** Identity that KEDA acts as. Undefined: the trigger does not sign in to Azure. */
  readonly identity: ResolvedScalerIdentity | undefined;
}
