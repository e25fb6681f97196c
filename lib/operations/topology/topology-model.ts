import type { ArgoDestination } from '../../engine/gitops/argo-destination';
import type { ModelRoute, ReplicaRange, WorkloadRole } from '../../platform/workloads/workload-facets';
import type { DeployedApplication } from '../inventory/deployed-application';
import type { InventoryIdentity } from '../inventory/inventory-identity';
import type { InventoryPool } from '../inventory/read-pools';

/** Content of the topology, without positions. Every list has a fixed order. */
export interface TopologyModel {
  readonly cluster: string;
  readonly environment: string;
  readonly location: string;
  readonly pools: readonly TopologyPool[];
  readonly workloads: readonly TopologyWorkload[];
  /** Objects with pods that the topology does not draw. */
  readonly notDrawn: readonly TopologyOmission[];
  /**
   * Cluster of the workloads by the name or address in a remote Argo CD; undefined if Argo CD runs
   * in the cluster itself.
   */
  readonly destination: ArgoDestination | undefined;
  /** Repository of the manifests. */
  readonly repository: string;
  /** Gateway of the hosts; undefined without an ingress. */
  readonly ingress: TopologyIngress | undefined;
  /** From outside the cluster to a workload. */
  readonly routes: readonly TopologyRoute[];
  /** From the model gateway to the servers. */
  readonly modelRoutes: readonly TopologyModelRoute[];
  /** From a workload to the gateway or server that it uses. */
  readonly calls: readonly TopologyCall[];
  readonly queues: readonly TopologyQueue[];
  readonly identities: readonly TopologyIdentity[];
  readonly applications: readonly DeployedApplication[];
}

export type TopologyPool = Pick<
  InventoryPool,
  'name' | 'role' | 'vmSize' | 'gpu' | 'minNodes' | 'maxNodes' | 'spot' | 'zones'
>;

export interface TopologyWorkload {
  readonly name: string;
  readonly role: WorkloadRole;
  /** Program: `vLLM`, `cron job`; for an object outside the definition its kind. */
  readonly kind: string;
  /** Model or schedule. */
  readonly detail: string | undefined;
  /** Names of the pools that it may run in, the preferred one first. Empty if unknown. */
  readonly pools: readonly string[];
  /** GPUs per pod. */
  readonly gpus: number;
  /** Pods per replica, each on a node of its own. */
  readonly nodes: number;
  /** Undefined if neither the definition nor the object sets it. */
  readonly replicas: ReplicaRange | undefined;
  /** Whether a schedule starts its pods one at a time. */
  readonly isScheduled: boolean;
  readonly triggers: readonly TopologyTrigger[];
  /** Managed identity of its pods. */
  readonly identity: string | undefined;
}

export interface TopologyOmission {
  /** `DaemonSet`, `Job`. */
  readonly kind: string;
  readonly name: string;
}

export interface TopologyTrigger {
  /** KEDA's name of the scaler. */
  readonly type: string;
  readonly text: string;
  /** Whether the queues show it. */
  readonly isQueue: boolean;
}

export interface TopologyIngress {
  /** Name of the gateway in Azure, or of the workload. */
  readonly name: string;
  readonly title: string;
}

export interface TopologyRoute {
  readonly host: string;
  readonly path: string;
  /** Name of a workload. */
  readonly to: string;
}

export interface TopologyModelRoute extends ModelRoute {
  readonly gateway: string;
}

export interface TopologyCall {
  readonly from: string;
  readonly to: string;
}

export interface TopologyQueue {
  /** `tasks`, or `events/embedder` for a subscription of a topic. */
  readonly name: string;
  readonly kind: 'queue' | 'subscription';
  /** Workloads whose identity may send to it. */
  readonly senders: readonly string[];
  /** Workloads whose identity may receive from it, or that it scales. */
  readonly readers: readonly {
    readonly workload: string;
    /** `5 messages per replica`; undefined if the queue does not scale the workload. */
    readonly scaledBy: string | undefined;
  }[];
}

export interface TopologyIdentity extends Pick<InventoryIdentity, 'name' | 'users'> {
  readonly roles: readonly { readonly role: string; readonly on: string }[];
}
