import { promQlText } from '../../engine/inference/vllm-metrics';
import { podNamePattern } from '../../engine/scheduling/pod-name-pattern';
import { type AlertRule, alertRule } from './alert-rule';
import type { ReplicaOwner } from './watched-workload';

/** A GPU pool that somebody wants to be told about. */
export interface WatchedGpuPool {
  readonly name: string;
  readonly maxNodes: number;
  /** GPUs of its VM size. */
  readonly gpusPerNode: number;
  /** Workloads that ask for its GPUs. None: nothing is told of pods that wait for it. */
  readonly workloads: readonly Pick<ReplicaOwner, 'name' | 'namespace' | 'kind'>[];
  /** More is asked of it than it may grow to. Default: no. */
  readonly overcommit?: boolean;
  /** How long the cluster autoscaler waits for a node, minutes. Default: 20. */
  readonly nodeProvisionMinutes?: number;
}

/** As long as the cluster autoscaler of this platform waits for a GPU node, with its driver. */
const defaultNodeProvisionMinutes = 20;
const marginMinutes = 10;

/**
 * Every node of a pool, by its name: `aks-gpupool-12345678-vmss000000`. A pool's name has no dash, so none is the beginning of another.
 * Source: learn.microsoft.com/azure/aks/cluster-autoscaler, "node pools are scale sets" (2026-11).
 */
export function nodesOfPool(pool: string): string {
  return `node=~${promQlText(`aks-${pool}-.+`)}`;
}

/**
 * What a GPU pool cannot say by itself. The series are among those that managed Prometheus keeps by default.
 * Source: Azure/prometheus-collector, the minimal ingestion profile of kube-state-metrics (2026-11).
 */
export function gpuPoolAlertRules(pool: WatchedGpuPool): readonly AlertRule[] {
  return [...(pool.workloads.length === 0 ? [] : [atMaximum(pool)]), nodeNotReady(pool), gpusMissing(pool)];
}

const provisionMinutes = ({ nodeProvisionMinutes }: WatchedGpuPool) =>
  nodeProvisionMinutes ?? defaultNodeProvisionMinutes;

/**
 * A pool that is full is a pool that is used. It is too small if pods wait for it, for longer than a node of another pool that they may
 * run on would take. A pod without a node has an empty label `node`.
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
    // Who says `overcommit` has said that pods wait.
    ...(overcommit ? { severity: 3 } : {}),
    expression: `count(kube_node_info{${nodesOfPool(name)}}) >= ${maxNodes} and on () sum(${waiting.join(' or ')}) > 0`,
    forMinutes,
    summary: `The GPU pool ${name} is at its maximum, and pods wait for it`,
    description:
      `The pool ${name} has its ${maxNodes} ${maxNodes === 1 ? 'node' : 'nodes'}, and pods of ${names} have had no node for ${forMinutes} minutes. ` +
      "Raise maxNodes, if the quota allows it, or lower somebody's maxReplicas.",
  });
}

function groupByNamespace(workloads: WatchedGpuPool['workloads']): ReadonlyMap<string, string[]> {
  const patterns = new Map<string, string[]>();
  for (const workload of workloads)
    patterns.set(workload.namespace, [...(patterns.get(workload.namespace) ?? []), podNamePattern(workload)]);
  return patterns;
}

/** A node that starts, is reimaged, is taken back by Azure, or is repaired by AKS is not ready for minutes, and then is again, or is gone. */
function nodeNotReady(pool: WatchedGpuPool): AlertRule {
  const { name } = pool;
  const forMinutes = provisionMinutes(pool);
  return alertRule('node-not-ready', name, {
    expression: `max by (node) (kube_node_status_condition{condition="Ready",status="true",${nodesOfPool(name)}}) == 0`,
    forMinutes,
    summary: `A node of the GPU pool ${name} is not ready`,
    description:
      `A node of the pool ${name} has not been ready for ${forMinutes} minutes, and costs what it costs. ` +
      'Look at its conditions (kubectl describe node); then delete it from the pool (az aks nodepool delete-machines), and a new one comes.',
  });
}

/** Without the driver, or without the device plugin, a node has none; with a GPU that fell off the bus it has one less. */
function gpusMissing(pool: WatchedGpuPool): AlertRule {
  const { name, gpusPerNode } = pool;
  const forMinutes = provisionMinutes(pool) + marginMinutes;
  const nodes = nodesOfPool(name);
  return alertRule('gpus-missing', name, {
    expression:
      `max by (node) (kube_node_info{${nodes}}) unless on (node) ` +
      `max by (node) (kube_node_status_allocatable{resource="nvidia_com_gpu",${nodes}}) >= ${gpusPerNode}`,
    forMinutes,
    summary: `A node of the GPU pool ${name} offers too few GPUs`,
    description:
      `A node of the pool ${name} has offered ${gpusPerNode === 1 ? 'no GPU' : `fewer than ${gpusPerNode} GPUs`} for ${forMinutes} minutes. ` +
      'Look at the pod of the device plugin on that node, and at nvidia-smi in it; a node whose GPU is lost has to be replaced.',
  });
}
