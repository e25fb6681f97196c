import type { Scaler } from '../../check/views/scaled-objects';
import type { RunbookTopic } from '../../facts/runbook-topics';
import type { ModelServerDetails } from '../../platform/workloads/workload-facets';
import type { DashboardName } from '../grafana/dashboards';
import type { DeployedApplication } from '../inventory/deployed-application';
import type { Inventory } from '../inventory/inventory';
import type { InventoryGpuPool } from '../inventory/read-pools';
import type { InventoryQueue } from '../inventory/read-queues';
import type { SecretDelivery } from './read-secret-deliveries';
import type { RunbookWorkload } from './runbook-workload';

/** Data of a runbook. Every list has a fixed order. */
export interface Runbook {
  readonly inventory: Inventory;
  readonly topics: readonly RunbookTopic[];
  readonly workloads: readonly RunbookWorkload[];
  readonly modelServers: readonly RunbookModelServer[];
  readonly gpuPools: readonly InventoryGpuPool[];
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
  /** Path of the file, from the environment's folder. */
  readonly path: string;
  readonly title: string;
  /** End of its address in Grafana: `/d/<uid>`. */
  readonly uid: string;
}

/** Model server with the limits of its start. */
export interface RunbookModelServer extends Omit<ModelServerDetails, 'port' | 'vllm'> {
  readonly name: string;
  readonly workload: RunbookWorkload;
  /**
   * Size limit of the volume with weights and compiled kernels; undefined for a disk or claim
   * without one.
   */
  readonly cacheLimit: string | undefined;
  /** Container port of the metrics. */
  readonly metricsPort: number;
}

/** Queue, or subscription of a topic, with its users. */
export interface RunbookQueue extends InventoryQueue {
  readonly senders: readonly string[];
  /** Workloads that receive from it, or that it scales. */
  readonly readers: readonly string[];
}
