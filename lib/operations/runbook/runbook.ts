import type { Scaler } from '../../check/views/scaled-objects';
import type { RunbookTopic } from '../../facts/runbook-topics';
import type { ResolvedNodePool } from '../../platform/cluster/resolved-node-pool';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { ResolvedModelSource } from '../../platform/workloads/model-server';
import type { DashboardName } from '../grafana/dashboard-documents';
import type { DeployedApplication } from '../inventory/deployed-application';
import type { SecretDelivery } from './read-secret-deliveries';
import type { RunbookWorkload } from './runbook-workload';

/** Data of a runbook. Every list has a fixed order. */
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
  readonly applications: readonly DeployedApplication[];
  /** Applications with a chart, whose pods are in no manifest of this repository. */
  readonly charts: readonly DeployedApplication[];
  /** Name of the Application with the objects of the ingress. */
  readonly ingressApplication: string;
  readonly dashboards: readonly RunbookDashboard[];
  /** Name of the ApplicationSet that generates Applications; undefined for an app of apps. */
  readonly applicationSet: string | undefined;
  /** Namespaces with pods, that of the workloads first. */
  readonly namespaces: readonly string[];
}

/** Dashboard of the environment. */
export interface RunbookDashboard {
  readonly name: DashboardName;
  /** Path of the file, below the environment's folder. */
  readonly path: string;
  readonly title: string;
  /** End of its address in Grafana: `/d/<uid>`. */
  readonly uid: string;
}

/** Model server with the limits of its start. */
export interface RunbookModelServer {
  readonly name: string;
  readonly workload: RunbookWorkload;
  readonly engine: 'vLLM' | 'Triton';
  /** Hugging Face id, or the names of Triton's models. */
  readonly model: string;
  readonly weights: WeightSource;
  readonly modelSizeGiB: number;
  /** VM size of its preferred pool; undefined without a pool. */
  readonly firstVmSize: string | undefined;
  /** Key Vault secret with the Hugging Face token. */
  readonly tokenSecret: string | undefined;
  /** Size limit of the volume with weights and compiled kernels; undefined for a disk or claim without one. */
  readonly cacheLimit: string | undefined;
  /** Container port of the metrics. */
  readonly metricsPort: number;
  /** Maximum context, in tokens; undefined: that of the model. */
  readonly maxModelLen: number | undefined;
}

/** Source of a server's weights. */
export interface WeightSource {
  readonly type: ResolvedModelSource['type'];
  /** Whether the pod mounts it as a volume. */
  readonly isMounted: boolean;
  /** `Hugging Face`, `container mymodels/triton`. */
  readonly text: string;
}

/** Queue, or subscription of a topic. */
export interface RunbookQueue {
  /** `tasks`, or `events/embedder`. */
  readonly name: string;
  /** Topic of a subscription. */
  readonly topic: string | undefined;
  /** Name without its topic. */
  readonly entity: string;
  readonly lockSeconds: number;
  readonly maxDeliveryCount: number;
  readonly timeToLiveDays: number;
  /** Window of duplicate detection, in minutes; undefined without it. */
  readonly duplicateDetectionMinutes: number | undefined;
  readonly senders: readonly string[];
  /** Workloads that receive from it, or that it scales. */
  readonly readers: readonly string[];
}
