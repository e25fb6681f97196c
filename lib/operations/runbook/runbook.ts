import type { Scaler } from '../../check/views/scaled-objects';
import type { RunbookTopic } from '../../facts/runbook-topics';
import type { ResolvedNodePool } from '../../platform/resolved-node-pool';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { DashboardName } from '../grafana/dashboard-documents';
import type { RunbookApplication } from './read-runbook-applications';
import type { SecretDelivery } from './read-secret-deliveries';
import type { RunbookWorkload } from './runbook-workload';

/** What the pages of a runbook are written from. Every list is in a fixed order. */
export interface Runbook {
  readonly platform: ResolvedPlatform;
  readonly topics: readonly RunbookTopic[];
  readonly workloads: readonly RunbookWorkload[];
  readonly modelServers: readonly RunbookModelServer[];
  readonly gpuPools: readonly ResolvedNodePool[];
  readonly scalers: readonly Scaler[];
  readonly queues: readonly RunbookQueue[];
  readonly deliveries: readonly SecretDelivery[];
  /** Applications in the order of the sync, the root first. */
  readonly applications: readonly RunbookApplication[];
  /** Those among them that bring a chart: their pods are in no manifest here. */
  readonly charts: readonly RunbookApplication[];
  readonly dashboards: readonly RunbookDashboard[];
  /** Name of the ApplicationSet that makes Applications; undefined for an app of apps. */
  readonly applicationSet: string | undefined;
  /** Namespaces with something in it that runs, the workloads' own first. */
  readonly namespaces: readonly string[];
}

/** A dashboard as Grafana and the folder know it. */
export interface RunbookDashboard {
  readonly name: DashboardName;
  /** File, below the environment's folder. */
  readonly path: string;
  readonly title: string;
  /** The end of its address in every Grafana: `/d/<uid>`. */
  readonly uid: string;
}

/** A model server with what its start depends on. */
export interface RunbookModelServer {
  readonly name: string;
  readonly workload: RunbookWorkload;
  readonly engine: 'vLLM' | 'Triton';
  /** Hugging Face id, or the names of Triton's models. */
  readonly model: string;
  /** Where the weights come from: `Hugging Face`, `container mymodels/triton`. */
  readonly source: string;
  readonly modelSizeGiB: number;
  /** Secret of the vault with the Hugging Face token. */
  readonly tokenSecret: string | undefined;
  /** Limit of the volume with weights and compiled kernels; undefined where it is a disk or claim without one. */
  readonly cacheLimit: string | undefined;
  /** Port of its container that has the metrics. */
  readonly metricsPort: number;
  /** Longest prompt and answer together, in tokens; undefined: the model's own, or no such thing. */
  readonly maxModelLen: number | undefined;
}

/** A queue, or a subscription of a topic. */
export interface RunbookQueue {
  /** `tasks`, or `events/embedder`. */
  readonly name: string;
  /** The topic of a subscription. */
  readonly topic: string | undefined;
  /** Name without its topic. */
  readonly entity: string;
  readonly lockSeconds: number;
  readonly maxDeliveryCount: number;
  readonly timeToLiveDays: number;
  /** Minutes in which a second message with the same id is dropped. */
  readonly duplicateDetectionMinutes: number | undefined;
  readonly senders: readonly string[];
  /** Workloads that take from it or are scaled by it. */
  readonly readers: readonly string[];
}
