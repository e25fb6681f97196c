import type { CompletePlatform } from '../../definition/platform-definition';
import type { NodePoolChoice } from '../../definition/workload-definition';
import type { KnownApplication } from '../../engine/charts/known-application';
import type { ProbePlan, ShutdownPlan } from '../../engine/probes/probe-plan';
import type { ScalingPlan } from '../../engine/scaling/scaling-plan';
import type { TriggerNeed } from '../../engine/scaling/trigger-kind';
import type { Placement } from '../../engine/scheduling/placement';
import type { ProblemList } from '../../problems/problem-list';
import type { ResolvedRoleGrant } from '../identities/role-scopes';
import type { WorkloadBase } from './workload';
import type { WorkloadContext } from './workload-context';
import type {
  ModelRoute,
  ModelServerDetails,
  PodOwner,
  ReplicaRange,
  RouteTarget,
  SecretUse,
  WorkloadAccount,
  WorkloadGpus,
  WorkloadProbes,
  WorkloadRole,
  WorkloadScaler,
} from './workload-facets';

/**
 * Everything that differs between kinds of workloads. Each kind is one value of this type, in one
 * file; `workload-kinds.ts` has them all.
 */
export interface WorkloadKindOf<Definition, Workload extends WorkloadBase> {
  /** Name of the kind for people: `vLLM`, `cron job`. */
  readonly title: string;
  readonly role: WorkloadRole;

  /** Field of the platform definition that lists workloads of this kind, or holds the only one. */
  readonly key: keyof CompletePlatform;
  /** Workloads of this kind in a definition, in order. */
  readonly definitions: (platform: CompletePlatform) => readonly Definition[];
  /** Name, ServiceAccount namespace and managed identity, before anything is resolved. */
  readonly account: (definition: Definition) => WorkloadAccount;
  readonly nodePool: (definition: Definition) => NodePoolChoice | undefined;
  /**
   * Roles that the workload's own identity needs. Reads the definition alone: names that do not
   * exist are reported by `resolve`.
   */
  readonly grants: (definition: Definition, platform: CompletePlatform) => readonly ResolvedRoleGrant[];
  /** Roles that KEDA needs to scale the workload. */
  readonly scalerGrants: (definition: Definition) => readonly TriggerNeed[];
  /** Settings that work but deserve a second look. */
  readonly warnings: (definition: Definition) => readonly string[];
  readonly resolve: (definition: Definition, context: WorkloadContext, problems: ProblemList) => Workload;

  /**
   * What Argo CD syncs: `manifests` that the platform renders into a folder of the workload's name,
   * or a Helm `chart`.
   */
  readonly delivery: 'manifests' | 'chart';
  /**
   * Helm charts and CustomResourceDefinitions that the workload needs, itself included where it is
   * a chart.
   */
  readonly charts: (workload: Workload, controllers: Placement) => readonly KnownApplication[];
  /** Its ScaledObject or ScaledJob. */
  readonly scaler: (workload: Workload) => WorkloadScaler | undefined;
  /** Minimum and maximum replicas. Undefined: the controller of another project decides. */
  readonly replicas: (workload: Workload) => ReplicaRange | undefined;
  /** Object that owns its pods. Undefined: the platform does not render it. */
  readonly podOwner: (workload: Workload) => PodOwner | undefined;
  /** GPUs of a replica. Undefined or zero: it runs without GPUs. */
  readonly gpus: (workload: Workload) => WorkloadGpus | undefined;
  /** Probes of its main container. Undefined: the platform does not render it, or it has none. */
  readonly probes: (workload: Workload) => WorkloadProbes | undefined;
  /** Workloads whose API it calls, by name. */
  readonly calls: (workload: Workload) => readonly string[];
  /** Models that it routes to servers and providers. */
  readonly modelRoutes: (workload: Workload) => readonly ModelRoute[];
  /** Model, schedule or parts, for people. */
  readonly detail: (workload: Workload) => string | undefined;
  /** Details of a model server. Undefined for other workloads. */
  readonly modelServer: (workload: Workload) => ModelServerDetails | undefined;
  /** Secrets that need more than a restart after a change. Undefined: none. */
  readonly secretUse: (workload: Workload) => SecretUse | undefined;
  /** Service that a route of the ingress can lead to. */
  readonly routeTarget: (workload: Workload) => RouteTarget | undefined;
}

/** The facet of a kind that never has it: no roles, no charts, no warnings. */
export const none = (): readonly never[] => [];

/** The facet of a kind that never has it: no scaler, no GPU, no route. */
export const never = (): undefined => undefined;

/** Replicas of a workload that a ScaledObject may scale. */
export function scaledReplicas({
  replicas = 1,
  scaling,
}: {
  readonly replicas: number | undefined;
  readonly scaling: { readonly plan: Pick<ScalingPlan, 'minReplicas' | 'maxReplicas'> } | undefined;
}): ReplicaRange {
  return { min: scaling?.plan.minReplicas ?? replicas, max: scaling?.plan.maxReplicas ?? replicas };
}

/** Probes of a server whose API has threads of its own. */
export function serverProbes({
  probes,
  shutdown,
}: {
  readonly probes: ProbePlan;
  readonly shutdown: ShutdownPlan;
}): WorkloadProbes {
  return { plan: probes, graceSeconds: shutdown.terminationGracePeriodSeconds, hasOwnHealth: true };
}
