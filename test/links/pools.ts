import { type Deployment, type Json, matchesLabels, resourcesOf } from './deployment';

/** A node pool, from the cluster resource or a separate resource. */
export interface Pool {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly string[];
  readonly isGpu: boolean;
  /** GPUs of the pool at its maximum number of nodes. */
  readonly maxGpus: number;
}

/** GPUs of a node, by VM size. Source: learn.microsoft.com/azure/virtual-machines/sizes/gpu-accelerated (2026-11). */
const gpusOfSize: Readonly<Record<string, number>> = {
  Standard_NC8as_T4_v3: 1,
  Standard_NC24ads_A100_v4: 1,
  Standard_ND96isr_H100_v5: 8,
  Standard_ND96isr_H200_v5: 8,
};

export function poolsOf(deployment: Deployment): readonly Pool[] {
  const clusters = resourcesOf(deployment, 'azurerm_kubernetes_cluster').map(([, cluster]) => {
    const pool = cluster.default_node_pool;
    return {
      name: pool.name,
      labels: withAgentPool(pool.name, pool.node_labels),
      taints: pool.only_critical_addons_enabled ? ['CriticalAddonsOnly=true:NoSchedule'] : [],
      isGpu: false,
      maxGpus: 0,
    };
  });
  const pools = resourcesOf(deployment, 'azurerm_kubernetes_cluster_node_pool').map(([, pool]) => ({
    name: pool.name,
    labels: withAgentPool(pool.name, pool.node_labels),
    taints: pool.node_taints ?? [],
    isGpu: /^Standard_N/.test(pool.vm_size),
    maxGpus: (gpusOfSize[pool.vm_size] ?? 0) * pool.max_count,
  }));
  return [...clusters, ...pools];
}

/** AKS labels every node with its pool. */
function withAgentPool(name: string, labels: Json): Readonly<Record<string, string>> {
  return { ...labels, 'kubernetes.azure.com/agentpool': name };
}

export function tolerates(tolerations: readonly Json[], taint: string): boolean {
  const [, key, value = '', effect] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(taint)!;
  return tolerations.some(
    (toleration) =>
      (toleration.key === undefined || toleration.key === key) &&
      (toleration.operator === 'Exists' || (toleration.value ?? '') === value) &&
      (toleration.effect === undefined || toleration.effect === effect),
  );
}

/** Pools whose labels a pod selects and whose taints it tolerates. */
export function poolsForPod(deployment: Deployment, spec: Json): readonly Pool[] {
  return poolsOf(deployment).filter(
    (pool) =>
      hasSelectedLabels(pool, spec) && pool.taints.every((taint) => tolerates(spec.tolerations ?? [], taint)),
  );
}

function hasSelectedLabels({ labels }: Pool, spec: Json): boolean {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return (
    matchesLabels(labels, spec.nodeSelector) &&
    (terms === undefined ||
      terms.some((term: Json) =>
        term.matchExpressions.every(({ key, operator, values }: Json) =>
          operator === 'In'
            ? values.includes(labels[key])
            : operator === 'NotIn' && !values.includes(labels[key]),
        ),
      ))
  );
}
