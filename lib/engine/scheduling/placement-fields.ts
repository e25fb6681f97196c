import type { Toleration } from '../../values/taint';
import { agentPoolLabel, type Placement } from './placement';

/** Fields of a pod spec for a placement, as plain JSON, for pods and for values of charts. */
export interface PlacementFields {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: PoolAffinity;
}

/** Node affinity by the pool's name. */
export interface PoolAffinity {
  readonly nodeAffinity: {
    readonly requiredDuringSchedulingIgnoredDuringExecution: {
      readonly nodeSelectorTerms: readonly PoolTerm[];
    };
    readonly preferredDuringSchedulingIgnoredDuringExecution: readonly {
      readonly weight: number;
      readonly preference: PoolTerm;
    }[];
  };
}

interface PoolTerm {
  readonly matchExpressions: readonly {
    readonly key: string;
    readonly operator: 'In';
    readonly values: readonly string[];
  }[];
}

/** Weight of the first pool; each later one weighs less. Kubernetes allows 1 to 100. */
const maxWeight = 100;
const weightStep = 10;

/** Fields of a placement; none for a pod on any node without taints. */
export function placementFields(placement: Placement | undefined): PlacementFields {
  if (placement === undefined) return {};
  const { nodeSelector, tolerations, orderedPools } = placement;
  return {
    ...(Object.keys(nodeSelector).length === 0 ? {} : { nodeSelector: { ...nodeSelector } }),
    ...(tolerations.length === 0
      ? {}
      : { tolerations: tolerations.map((toleration) => ({ ...toleration })) }),
    ...(orderedPools === undefined ? {} : { affinity: poolAffinity(orderedPools) }),
  };
}

/** Requires one of the pools and prefers them in their order. */
function poolAffinity(pools: readonly string[]): PoolAffinity {
  const onPools = (values: readonly string[]): PoolTerm => ({
    matchExpressions: [{ key: agentPoolLabel, operator: 'In', values: [...values] }],
  });
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [onPools(pools)] },
      preferredDuringSchedulingIgnoredDuringExecution: pools.slice(0, -1).map((pool, index) => ({
        weight: Math.max(1, maxWeight - index * weightStep),
        preference: onPools([pool]),
      })),
    },
  };
}
