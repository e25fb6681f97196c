import type { TriggerDefinition } from '../engine/scaling/trigger-kinds';

/** What scales a workload. Argo CD and KEDA never fight over the replicas: the Deployment does not state them. */
export interface ScalingDefinition {
  /** Default: `<workload>-scaler`. At most 54 characters. */
  readonly name?: string;
  /** Default: 1. 0 needs a trigger that the replicas do not produce themselves. */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** At least one. The trigger that wants most replicas wins. */
  readonly triggers: readonly TriggerDefinition[];
  /** Seconds between looks while there is no replica. Default: 30. */
  readonly pollingSeconds?: number;
  /** Seconds without work before the last replica goes; only with `minReplicas: 0`. Default: the cold start, at least 300. */
  readonly cooldownSeconds?: number;
  /** The same before there has been any work at all. Default: the cold start. */
  readonly initialCooldownSeconds?: number;
  /** Replicas while a trigger cannot be read. Default: as many as there are. */
  readonly fallbackReplicas?: number;
  /** How fast replicas come. Default: one in 5 minutes with GPUs; Kubernetes' own without. */
  readonly scaleUp?: ScalingRateDefinition;
  /** How fast replicas go. Default: one in 10 minutes with GPUs; a quarter a minute without. */
  readonly scaleDown?: ScalingRateDefinition;
}

/** So many in a period, after a time in which nothing spoke against it. */
export interface ScalingRateDefinition {
  /** 0 to 3600. */
  readonly stabilizationSeconds: number;
  readonly amount: { readonly pods: number } | { readonly percent: number };
  /** 1 to 1800. */
  readonly periodSeconds: number;
}
