import type { ArgoDestination } from '../../engine/gitops/argo-destination';
import type { DeployedApplication } from '../inventory/deployed-application';

/** Content of the topology, without positions. Every list has a fixed order. */
export interface TopologyModel {
  readonly cluster: string;
  readonly environment: string;
  readonly location: string;
  readonly pools: readonly TopologyPool[];
  readonly workloads: readonly TopologyWorkload[];
  /** Objects with pods that the topology does not draw. */
  readonly notDrawn: readonly TopologyOmission[];
  /** Cluster of the workloads as a remote Argo CD knows it; undefined if Argo CD runs in the cluster itself. */
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

export interface TopologyPool {
  readonly name: string;
  readonly role: 'system' | 'cpu' | 'gpu';
  readonly vmSize: string;
  /** `1 × A100 80 GB`; undefined without GPUs. */
  readonly gpus: string | undefined;
  readonly minNodes: number;
  readonly maxNodes: number;
  readonly spot: boolean;
  /** Empty: Azure chooses the zones. */
  readonly zones: readonly string[];
}

/** Role of a workload, which determines its colour. */
export type WorkloadRole = 'model server' | 'gateway' | 'application' | 'worker' | 'other';

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
  readonly replicas: { readonly min: number; readonly max: number } | undefined;
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
  /** Queue or subscription whose messages it counts; undefined for other triggers. */
  readonly queue: string | undefined;
}

export interface TopologyIngress {
  /** Name of the gateway in Azure, or of the workload. */
  readonly name: string;
  readonly kind: string;
}

export interface TopologyRoute {
  readonly host: string;
  readonly path: string;
  /** Name of a workload. */
  readonly to: string;
}

export interface TopologyModelRoute {
  readonly gateway: string;
  /** Workload, or a provider outside the cluster. */
  readonly to: string;
  readonly isExternal: boolean;
  /** Model names in requests. */
  readonly models: readonly string[];
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
  readonly readers: readonly { readonly workload: string; readonly trigger: string | undefined }[];
}

export interface TopologyIdentity {
  readonly name: string;
  /** Users of the identity: `production/vllm` for a ServiceAccount. */
  readonly users: readonly string[];
  readonly grants: readonly TopologyGrant[];
}

export interface TopologyGrant {
  readonly role: string;
  /** `queue tasks`, `Key Vault my-kv`. */
  readonly on: string;
}
