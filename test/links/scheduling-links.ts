import { parse } from 'yaml';
import { releases } from './chart-objects';
import { type Deployment, describeObject, type Json, ofKind, resourcesOf } from './deployment';
import { type Link, missing } from './link';
import { containersOf, podTemplates } from './pods';
import { poolsForPod, poolsOf, tolerates } from './pools';

/** Where pods run. */
export const schedulingLinks: readonly Link[] = [
  {
    name: 'each pod has a pool that has its labels and whose taints it tolerates',
    broken: (d) =>
      podTemplates(d)
        // The device plugin is for the GPU nodes of whoever labels them.
        .filter(({ workload }) => workload.kind !== 'DaemonSet')
        .flatMap(({ workload, template }) =>
          missing(poolsForPod(d, template.spec).length > 0, `${describeObject(workload)} fits no pool`),
        ),
  },
  {
    name: 'each workload chooses its pool',
    broken: (d) =>
      podTemplates(d).flatMap(({ workload, template }) =>
        missing(
          template.spec.nodeSelector ?? template.spec.affinity?.nodeAffinity,
          `${describeObject(workload)} may run anywhere`,
        ),
      ),
  },
  {
    name: "each GPU pool's taints are tolerated by the device plugin",
    broken: (d) =>
      poolsOf(d)
        .filter((pool) => pool.isGpu)
        .flatMap((pool) =>
          missing(
            devicePluginTolerations(d).some((tolerations) =>
              pool.taints.every((taint) => tolerates(tolerations, taint)),
            ),
            `no device plugin tolerates ${pool.taints.join(', ')} of ${pool.name}`,
          ),
        ),
  },
  {
    name: 'each pod that asks for a GPU is on a GPU pool, and no other is',
    broken: (d) =>
      podTemplates(d)
        .filter(({ workload }) => workload.kind !== 'DaemonSet')
        .flatMap((pod) => {
          const wantsGpu = containersOf(pod).some(
            (container) => container.resources?.limits?.['nvidia.com/gpu'] !== undefined,
          );
          const pools = poolsForPod(d, pod.template.spec);
          return missing(
            pools.length > 0 && pools.every((pool) => pool.isGpu === wantsGpu),
            `${describeObject(pod.workload)} is on the wrong pool`,
          );
        }),
  },
  {
    name: 'the GPUs of all workloads at their most replicas are there, on the pools that they may be on',
    broken: (d) => {
      const demands = gpuDemands(d);
      const gpusOf = new Map(poolsOf(d).map(({ name, maxGpus }) => [name, maxGpus]));
      return [...new Set(demands.map(({ pools }) => pools.join(' ')))].flatMap((key) => {
        const pools = key.split(' ');
        const wanted = demands
          .filter((demand) => demand.pools.every((pool) => pools.includes(pool)))
          .reduce((sum, { gpus }) => sum + gpus, 0);
        const there = pools.reduce((sum, pool) => sum + gpusOf.get(pool)!, 0);
        return missing(wanted <= there, `${key} may have ${there} GPUs of ${wanted}`);
      });
    },
  },
  {
    name: 'the cluster autoscaler knows the order of every pool, and goes by it',
    broken: (d) =>
      ofKind(d, 'ConfigMap')
        .filter(({ metadata }) => metadata.name === 'cluster-autoscaler-priority-expander')
        .flatMap(({ metadata, data }) => {
          const patterns = Object.entries<string[]>(parse(data.priorities))
            .filter(([priority]) => priority !== '1')
            .flatMap(([priority, texts]) => texts.map((text) => ({ priority, pattern: new RegExp(text) })));
          const [[, cluster]] = resourcesOf(d, 'azurerm_kubernetes_cluster') as [[string, Json]];
          return [
            ...missing(metadata.namespace === 'kube-system', 'the ConfigMap is where nobody reads it'),
            ...missing(cluster.auto_scaler_profile.expander === 'priority', 'the order is not asked for'),
            ...poolsOf(d).flatMap(({ name }) =>
              // The scale set of a pool, as AKS names it.
              missing(
                patterns.filter(({ pattern }) => pattern.test(`aks-${name}-12345678-vmss`)).length === 1,
                `${name} has no place of its own in the order`,
              ),
            ),
          ];
        }),
  },
  {
    name: 'a pod that prefers a pool prefers one that the cluster autoscaler prefers too',
    broken: (d) => {
      const order = ofKind(d, 'ConfigMap').find(
        ({ metadata }) => metadata.name === 'cluster-autoscaler-priority-expander',
      );
      const priorityOf = (pool: string) =>
        Object.entries<string[]>(parse(order?.data.priorities ?? '{}'))
          .filter(([, texts]) => texts.some((text) => new RegExp(text).test(`aks-${pool}-1-vmss`)))
          .reduce((most, [priority]) => Math.max(most, Number(priority)), 0);
      return podTemplates(d).flatMap(({ workload, template }) => {
        const preferred =
          template.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
        const names: string[] = preferred.flatMap(
          ({ preference }: Json) => preference.matchExpressions[0].values,
        );
        const others = poolsForPod(d, template.spec).filter(({ name }) => !names.includes(name));
        return names.flatMap((name) =>
          others.flatMap((other) =>
            missing(
              priorityOf(name) > priorityOf(other.name),
              `${describeObject(workload)} prefers ${name}, and ${other.name} is made first`,
            ),
          ),
        );
      });
    },
  },
];

/** Of the platform's own DaemonSet, or of those that the GPU Operator makes. */
function devicePluginTolerations(d: Deployment): readonly Json[] {
  return [
    ...ofKind(d, 'DaemonSet').map(({ spec }) => spec.template.spec.tolerations ?? []),
    ...releases(d)
      .filter(({ chart }) => chart === 'gpu-operator')
      .map(({ values }) => values.daemonsets?.tolerations ?? []),
  ];
}

/** GPUs of each workload at its most replicas, and the pools that it may be on. */
function gpuDemands(d: Deployment): readonly { readonly pools: readonly string[]; readonly gpus: number }[] {
  return podTemplates(d).flatMap((pod) => {
    const gpus = containersOf(pod).reduce(
      (sum, container) => sum + Number(container.resources?.limits?.['nvidia.com/gpu'] ?? 0),
      0,
    );
    if (gpus === 0) return [];
    const pools = poolsForPod(d, pod.template.spec).map(({ name }) => name);
    return [{ pools: [...pools].sort(), gpus: gpus * mostReplicas(d, pod.workload) * podsOf(pod.workload) }];
  });
}

/** Pods of one template in a replica: a group has one leader, and the rest of its size as workers, which are templates each. */
function podsOf({ kind, spec }: Json): number {
  return kind === 'LeaderWorkerSet' ? spec.leaderWorkerTemplate.size / 2 : 1;
}

function mostReplicas(d: Deployment, { kind, metadata, spec }: Json): number {
  const scaler = ofKind(d, 'ScaledObject').find(
    (object) =>
      object.metadata.namespace === metadata.namespace &&
      object.spec.scaleTargetRef.kind === kind &&
      object.spec.scaleTargetRef.name === metadata.name,
  );
  return scaler?.spec.maxReplicaCount ?? spec.maxReplicaCount ?? spec.replicas ?? 1;
}
