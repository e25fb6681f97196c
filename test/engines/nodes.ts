import { nodeAllocatable } from '../../lib/engine/scheduling/node-allocatable';
import { findVmSize } from '../../lib/facts/vm-sizes';
import { type Deployment, type Json, resourcesOf } from '../links/deployment';
import { poolsOf } from '../links/pools';
import type { Manifest } from '../schemas/validate-manifest';

export const gpuResource = 'nvidia.com/gpu';

/** A node, with what the kubelet reports once the device plugin runs on it. */
export interface PoolNode {
  readonly pool: string;
  readonly node: Manifest;
  readonly gpus: number;
}

/**
 * As many nodes of each pool as its Terraform allows, with the labels and taints that the Terraform and AKS give them.
 *
 * Allocatable is what the node has for workloads: reservations of AKS and its DaemonSets are subtracted.
 *
 * @see learn.microsoft.com/azure/aks/use-labels, learn.microsoft.com/azure/aks/use-node-taints (2026-12)
 */
export function nodesOf(deployment: Deployment): readonly PoolNode[] {
  const [[, cluster]] = resourcesOf(deployment, 'azurerm_kubernetes_cluster') as [readonly [string, Json]];
  const others = resourcesOf(deployment, 'azurerm_kubernetes_cluster_node_pool').map(([, pool]) => pool);
  return [{ mode: 'System', ...cluster.default_node_pool }, ...others].flatMap((pool) =>
    Array.from({ length: pool.max_count }, (_, index) => nodeOf(deployment, pool, cluster.location, index)),
  );
}

function nodeOf(deployment: Deployment, pool: Json, location: string, index: number): PoolNode {
  const name = `aks-${pool.name}-12345678-vmss${index.toString(36).padStart(6, '0')}`;
  const vmSize = findVmSize(pool.vm_size);
  if (vmSize === undefined) throw new Error(`The facts have no VM size ${pool.vm_size}.`);
  const { labels, taints } = poolsOf(deployment).find((each) => each.name === pool.name)!;
  const zones: readonly string[] = pool.zones ?? [];
  const { cpuMillis, memoryBytes } = nodeAllocatable(vmSize, pool.max_pods);
  const resources = {
    cpu: `${cpuMillis}m`,
    memory: String(memoryBytes),
    'ephemeral-storage': `${pool.os_disk_size_gb}Gi`,
    pods: String(pool.max_pods),
  };
  return {
    pool: pool.name,
    gpus: vmSize.gpu?.count ?? 0,
    node: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          agentpool: pool.name,
          'kubernetes.azure.com/mode': pool.mode.toLowerCase(),
          'kubernetes.io/arch': 'amd64',
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'node.kubernetes.io/instance-type': pool.vm_size,
          'topology.kubernetes.io/region': location,
          // AKS gives a node without a zone the number of its fault domain.
          'topology.kubernetes.io/zone':
            zones.length === 0 ? '0' : `${location}-${zones[index % zones.length]}`,
          ...labels,
        },
      },
      spec: { taints: taints.map(taintOf) },
      status: { capacity: resources, allocatable: resources },
    },
  };
}

function taintOf(text: string): Json {
  const [, key, value = '', effect] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(text)!;
  return { key, value, effect };
}
