import type { ProbeSpec } from '../../engine/probes/probe-plan';

/** Something whose pods run, as its object says it, and as kubectl calls it. */
export interface RunbookWorkload {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** `deployment/vllm`. */
  readonly reference: string;
  /** Manifest, below the environment's folder. */
  readonly file: string;
  /** Name of the Argo CD Application that has it. */
  readonly application: string;
  /** Label selector of its pods; undefined where its template has no label to go by. */
  readonly selector: string | undefined;
  /** Pools that its pods may run on, the preferred one first. */
  readonly pools: readonly string[];
  readonly replicas: WorkloadReplicas;
  /** Pods of one replica, a node each. */
  readonly nodes: number;
  /** GPUs of one pod. */
  readonly gpus: number;
  readonly container: RunbookContainer;
  /** Containers of one pod, those that run before it starts included. */
  readonly containers: number;
  readonly serviceAccount: string | undefined;
  /** Managed identity that its pods act as. */
  readonly identity: string | undefined;
}

/** A scaler by its kind and name. */
export interface ScaledReplicas {
  readonly by: 'ScaledObject' | 'HorizontalPodAutoscaler' | 'ScaledJob';
  readonly scaler: string;
  readonly least: number;
  /** Undefined where nobody says. */
  readonly most: number | undefined;
}

/** Who says how many there are. */
export type WorkloadReplicas =
  | ScaledReplicas
  /** The manifest in Git. */
  | { readonly by: 'manifest'; readonly count: number }
  /** One on each node that it fits. */
  | { readonly by: 'nodes' }
  | { readonly by: 'schedule'; readonly schedule: string; readonly timeZone: string }
  /** It runs to its end once. */
  | { readonly by: 'once' };

/** The first container of the pod, which the others serve. */
export interface RunbookContainer {
  readonly name: string;
  readonly image: string;
  /** Limit, as the manifest has it. */
  readonly memory: string | undefined;
  readonly startup: ProbeSpec | undefined;
  readonly liveness: ProbeSpec | undefined;
  /** `terminationGracePeriodSeconds` of the pod. */
  readonly graceSeconds: number;
}

/** Kinds that `kubectl rollout` knows. */
export const rolloutKinds: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** A workload that a scaler of some kind scales. */
export type ScaledWorkload = RunbookWorkload & { readonly replicas: ScaledReplicas };

export function scaledBy(
  workloads: readonly RunbookWorkload[],
  ...kinds: readonly ScaledReplicas['by'][]
): readonly ScaledWorkload[] {
  return workloads.filter((workload): workload is ScaledWorkload =>
    kinds.some((kind) => kind === workload.replicas.by),
  );
}

/** Longest start that the kubelet waits for; undefined without a startup probe. */
export function startupSeconds({ startup }: RunbookContainer): number | undefined {
  return startup && startup.initialDelaySeconds + startup.periodSeconds * startup.failureThreshold;
}
