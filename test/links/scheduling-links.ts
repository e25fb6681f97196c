import { parse } from 'yaml';
import { releases } from './chart-objects';
import { type Deployment, describeObject, type Json, ofKind, resourcesOf } from './deployment';
import { type Link, missing } from './link';
import { containersOf, podTemplates } from './pods';
import { poolsForPod, poolsOf, tolerates } from './pools';

/** Links between pods and node pools. */
export const schedulingLinks: readonly Link[] = [
  {
    name: 'each pod matches the labels of a pool and tolerates its taints',
    broken: (d) =>
      podTemplates(d)
        // The device plugin selects GPU nodes by a label of the user.
        .filter(({ workload }) => workload.kind !== 'DaemonSet')
        .flatMap(({ workload, template }) =>
          missing(poolsForPod(d, template.spec).length > 0, `${describeObject(workload)} fits no pool`),
        ),
  },
  {
    name: 'each workload selects its pool',
    broken: (d) =>
      podTemplates(d).flatMap(({ workload, template }) =>
        missing(
          template.spec.nodeSelector ?? template.spec.affinity?.nodeAffinity,
          `${describeObject(workload)} may run anywhere`,
        ),
      ),
  },
  {
    name: 'the device plugin tolerates the taints of each GPU pool',
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
    name: 'exactly the pods that request a GPU run on a GPU pool',
    broken: (d) =>
      podTemplates(d)
        .filter(({ workload }) => workload.kind !== 'DaemonSet')
        .flatMap((pod) => {
          const requestsGpu = containersOf(pod).some(
            (container) => container.resources?.limits?.['nvidia.com/gpu'] !== undefined,
          );
          const pools = poolsForPod(d, pod.template.spec);
          return missing(
            pools.length > 0 && pools.every((pool) => pool.isGpu === requestsGpu),
            `${describeObject(pod.workload)} is on the wrong pool`,
          );
        }),
  },
  {
    name: 'the pools have enough GPUs for the maximum replicas of all workloads',
    broken: (d) => {
      const demands = gpuDemands(d);
      const gpusOf = new Map(poolsOf(d).map(({ name, maxGpus }) => [name, maxGpus]));
      return [...new Set(demands.map(({ pools }) => pools.join(' ')))].flatMap((key) => {
        const pools = key.split(' ');
        const demand = demands
          .filter((each) => each.pools.every((pool) => pools.includes(pool)))
          .reduce((sum, { gpus }) => sum + gpus, 0);
        const capacity = pools.reduce((sum, pool) => sum + gpusOf.get(pool)!, 0);
        return missing(demand <= capacity, `${key}: ${demand} GPUs needed, ${capacity} available`);
      });
    },
  },
  {
    name: 'the cluster autoscaler uses an order that contains every pool',
    broken: (d) =>
      ofKind(d, 'ConfigMap')
        .filter(({ metadata }) => metadata.name === 'cluster-autoscaler-priority-expander')
        .flatMap(({ metadata, data }) => {
          const patterns = Object.entries<string[]>(parse(data.priorities))
            .filter(([priority]) => priority !== '1')
            .flatMap(([priority, texts]) => texts.map((text) => ({ priority, pattern: new RegExp(text) })));
          const [[, cluster]] = resourcesOf(d, 'azurerm_kubernetes_cluster') as [[string, Json]];
          return [
            ...missing(metadata.namespace === 'kube-system', 'the ConfigMap is not in kube-system'),
            ...missing(cluster.auto_scaler_profile.expander === 'priority', 'the expander is not priority'),
            ...poolsOf(d).flatMap(({ name }) =>
              // AKS names the scale set of a pool like this.
              missing(
                patterns.filter(({ pattern }) => pattern.test(`aks-${name}-12345678-vmss`)).length === 1,
                `${name} does not match exactly one priority`,
              ),
            ),
          ];
        }),
  },
  {
    name: 'the pool that a pod prefers has the higher autoscaler priority',
    broken: (d) => {
      const order = ofKind(d, 'ConfigMap').find(
        ({ metadata }) => metadata.name === 'cluster-autoscaler-priority-expander',
      );
      const priorityOf = (pool: string) =>
        Object.entries<string[]>(parse(order?.data.priorities ?? '{}'))
          .filter(([, texts]) => texts.some((text) => new RegExp(text).test(`aks-${pool}-1-vmss`)))
          .reduce((highest, [priority]) => Math.max(highest, Number(priority)), 0);
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
              `${describeObject(workload)} prefers ${name}, but the autoscaler prefers ${other.name}`,
            ),
          ),
        );
      });
    },
  },
];

/** Tolerations of the device plugin: of the DaemonSet of the platform, or of the GPU Operator. */
function devicePluginTolerations(d: Deployment): readonly Json[] {
  return [
    ...ofKind(d, 'DaemonSet').map(({ spec }) => spec.template.spec.tolerations ?? []),
    ...releases(d)
      .filter(({ chart }) => chart === 'gpu-operator')
      .map(({ values }) => values.daemonsets?.tolerations ?? []),
  ];
}

/** GPUs of each workload at its maximum replicas, with the pools that it can run on. */
function gpuDemands(d: Deployment): readonly { readonly pools: readonly string[]; readonly gpus: number }[] {
  return podTemplates(d).flatMap((pod) => {
    const gpus = containersOf(pod).reduce(
      (sum, container) => sum + Number(container.resources?.limits?.['nvidia.com/gpu'] ?? 0),
      0,
    );
    if (gpus === 0) return [];
    const pools = poolsForPod(d, pod.template.spec).map(({ name }) => name);
    return [{ pools: [...pools].sort(), gpus: gpus * maxReplicasOf(d, pod.workload) * podsOf(pod.workload) }];
  });
}

/** Pods of one template in a replica. The pods of a group are split evenly between the two templates. */
function podsOf({ kind, spec }: Json): number {
  return kind === 'LeaderWorkerSet' ? spec.leaderWorkerTemplate.size / 2 : 1;
}

function maxReplicasOf(d: Deployment, { kind, metadata, spec }: Json): number {
  const scaler = ofKind(d, 'ScaledObject').find(
    (object) =>
      object.metadata.namespace === metadata.namespace &&
      object.spec.scaleTargetRef.kind === kind &&
      object.spec.scaleTargetRef.name === metadata.name,
  );
  return scaler?.spec.maxReplicaCount ?? spec.maxReplicaCount ?? spec.replicas ?? 1;
}
