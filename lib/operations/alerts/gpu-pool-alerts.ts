import { promQlText } from '../../engine/inference/vllm-metrics';
import { podNamePattern } from '../../engine/scheduling/pod-name-pattern';
import { type AlertRule, alertRule } from './alert-rule';
import type { ReplicaOwner } from './watched-workload';

/** GPU pool with alerts. */
export interface WatchedGpuPool {
  readonly name: string;
  readonly maxNodes: number;
  /** GPUs of its VM size. */
  readonly gpusPerNode: number;
  /** Workloads that request its GPUs. Without any, the pool has no alert about waiting pods. */
  readonly workloads: readonly Pick<ReplicaOwner, 'name' | 'namespace' | 'kind'>[];
  /**
   * Whether the workloads may request more GPUs than the pool can have.
   *
   * @default false
   */
  readonly overcommit?: boolean;
  /**
   * Minutes that the cluster autoscaler waits for a node.
   *
   * @default 20: the default of this platform for a GPU node, which installs a driver
   */
  readonly nodeProvisionMinutes?: number;
}

const defaultNodeProvisionMinutes = 20;
const marginMinutes = 10;

/**
 * Label matcher of the nodes of a pool: `aks-gpupool-12345678-vmss000000`. A pool name contains no
 * dash, so no name is the prefix of another. Source:
 * learn.microsoft.com/azure/aks/cluster-autoscaler, "node pools are scale sets" (2026-11).
 */
export function nodesOfPool(pool: string): string {
  return `node=~${promQlText(`aks-${pool}-.+`)}`;
}

/**
 * Alerts of a GPU pool. Managed Prometheus keeps the series by default. Source:
 * Azure/prometheus-collector, the minimal ingestion profile of kube-state-metrics (2026-11).
 */
export function gpuPoolAlertRules(pool: WatchedGpuPool): readonly AlertRule[] {
  return [...(pool.workloads.length === 0 ? [] : [atMaximum(pool)]), nodeNotReady(pool), gpusMissing(pool)];
}

const provisionMinutes = ({ nodeProvisionMinutes }: WatchedGpuPool) =>
  nodeProvisionMinutes ?? defaultNodeProvisionMinutes;

/**
 * A full pool alone is no problem. The pool is too small if pods wait for it longer than another
 * pool that they may use takes to add a node. A pod without a node has an empty label `node`.
 */
function atMaximum(pool: WatchedGpuPool): AlertRule {
  const { name, maxNodes, workloads, overcommit = false } = pool;
  const forMinutes = provisionMinutes(pool) + marginMinutes;
  const waiting = [...groupByNamespace(workloads)].map(([namespace, patterns]) => {
    const labels = [
      `namespace=${promQlText(namespace)}`,
      `pod=~${promQlText(patterns.join('|'))}`,
      'resource="nvidia_com_gpu"',
      'node=""',
    ].join(',');
    return `kube_pod_container_resource_requests{${labels}}`;
  });
  const names = workloads.map((workload) => workload.name).join(', ');
  return alertRule('pool-at-maximum', name, {
    // With overcommit, waiting pods are expected.
    ...(overcommit ? { severity: 3 } : {}),
    expression: `count(kube_node_info{${nodesOfPool(name)}}) >= ${maxNodes} and on () sum(${waiting.join(' or ')}) > 0`,
    forMinutes,
    summary: `GPU pool ${name} is at its maximum, and pods wait for it`,
    description:
      `GPU pool ${name} has its maximum of ${maxNodes} ${maxNodes === 1 ? 'node' : 'nodes'}, and pods of ${names} have waited ${forMinutes} minutes for a node. ` +
      'Raise maxNodes of the pool if the quota allows it, or lower maxReplicas of a workload.',
  });
}

function groupByNamespace(workloads: WatchedGpuPool['workloads']): ReadonlyMap<string, string[]> {
  const patterns = new Map<string, string[]>();
  for (const workload of workloads)
    patterns.set(workload.namespace, [...(patterns.get(workload.namespace) ?? []), podNamePattern(workload)]);
  return patterns;
}

/**
 * A node that starts, is reimaged, evicted or repaired is not ready for some minutes. Then it is
 * ready again, or deleted.
 */
function nodeNotReady(pool: WatchedGpuPool): AlertRule {
  const { name } = pool;
  const forMinutes = provisionMinutes(pool);
  return alertRule('node-not-ready', name, {
    expression: `max by (node) (kube_node_status_condition{condition="Ready",status="true",${nodesOfPool(name)}}) == 0`,
    forMinutes,
    summary: `A node of GPU pool ${name} is not ready`,
    description:
      `A node of GPU pool ${name} has not been ready for ${forMinutes} minutes, and Azure bills it. ` +
      'Read its conditions (kubectl describe node), then delete it from the pool (az aks nodepool delete-machines). The autoscaler creates a new one.',
  });
}

/**
 * A node without a driver or device plugin offers no GPU. A node with a GPU that fell off the bus
 * offers one less.
 */
function gpusMissing(pool: WatchedGpuPool): AlertRule {
  const { name, gpusPerNode } = pool;
  const forMinutes = provisionMinutes(pool) + marginMinutes;
  const nodes = nodesOfPool(name);
  return alertRule('gpus-missing', name, {
    expression:
      `max by (node) (kube_node_info{${nodes}}) unless on (node) ` +
      `max by (node) (kube_node_status_allocatable{resource="nvidia_com_gpu",${nodes}}) >= ${gpusPerNode}`,
    forMinutes,
    summary: `A node of GPU pool ${name} offers too few GPUs`,
    description:
      `A node of GPU pool ${name} has offered ${gpusPerNode === 1 ? 'no GPU' : `fewer than ${gpusPerNode} GPUs`} for ${forMinutes} minutes. ` +
      'Read the log of the device plugin on that node, and run nvidia-smi in its pod. Replace the node if a GPU is lost.',
  });
}
