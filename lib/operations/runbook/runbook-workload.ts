import type { ProbeSpec } from '../../engine/probes/probe-plan';

/** Object whose pods run, with the values of its manifest and its names for kubectl. */
export interface RunbookWorkload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** `deployment/vllm`. */
  readonly reference: string;
  /** Path of the manifest, below the environment's folder. */
  readonly file: string;
  /** Name of the Argo CD Application that contains it. */
  readonly application: string;
  /** Label selector of its pods; undefined if no label identifies them. */
  readonly selector: string | undefined;
  /** Pools that its pods may run on, the preferred one first. */
  readonly pools: readonly string[];
  readonly replicas: WorkloadReplicas;
  /** Pods per replica, each on a node of its own. */
  readonly nodes: number;
  /** GPUs per pod. */
  readonly gpus: number;
  readonly container: RunbookContainer;
  /** Containers per pod, init containers included. */
  readonly containers: number;
  readonly serviceAccount: string | undefined;
  /** Managed identity of its pods. */
  readonly identity: string | undefined;
}

/** Replicas between the limits of an autoscaler. */
export interface ScaledReplicas {
  readonly by: 'ScaledObject' | 'HorizontalPodAutoscaler' | 'ScaledJob';
  readonly scaler: string;
  readonly minReplicas: number;
  /** Undefined without a maximum. */
  readonly maxReplicas: number | undefined;
}

/** What sets the number of replicas. */
export type WorkloadReplicas =
  | ScaledReplicas
  /** The manifest in Git. */
  | { readonly by: 'manifest'; readonly count: number }
  /** One on each node that its pod template matches. */
  | { readonly by: 'nodes' }
  | { readonly by: 'schedule'; readonly schedule: string; readonly timeZone: string }
  /** Runs to completion once. */
  | { readonly by: 'once' };

/** First container of the pod that is not an init container. */
export interface RunbookContainer {
  readonly name: string;
  readonly image: string;
  /** Memory limit, as the manifest has it. */
  readonly memory: string | undefined;
  readonly startup: ProbeSpec | undefined;
  readonly liveness: ProbeSpec | undefined;
  /** `terminationGracePeriodSeconds` of the pod. */
  readonly graceSeconds: number;
}

/** Kinds that `kubectl rollout` supports. */
export const rolloutKinds: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Workload with an autoscaler. */
export type ScaledWorkload = RunbookWorkload & { readonly replicas: ScaledReplicas };

/** Workloads with an autoscaler of one of the kinds. */
export function scaledBy(
  workloads: readonly RunbookWorkload[],
  ...kinds: readonly ScaledReplicas['by'][]
): readonly ScaledWorkload[] {
  return workloads.filter((workload): workload is ScaledWorkload =>
    kinds.some((kind) => kind === workload.replicas.by),
  );
}

/** Longest start that the startup probe allows, in seconds; undefined without a startup probe. */
export function startupSeconds({ startup }: RunbookContainer): number | undefined {
  return startup && startup.initialDelaySeconds + startup.periodSeconds * startup.failureThreshold;
}
