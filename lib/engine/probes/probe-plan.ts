/** Action of a probe. */
export type ProbeAction =
  | { readonly type: 'http'; readonly path: string; readonly port: number }
  | { readonly type: 'exec'; readonly command: readonly string[] };

/** A probe with every field set, times in seconds. Kubernetes: `core/v1 Probe`. */
export interface ProbeSpec {
  readonly action: ProbeAction;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly successThreshold: number;
}

/** The three probes of a container. */
export interface ProbePlan {
  readonly startup: ProbeSpec;
  readonly readiness: ProbeSpec;
  readonly liveness: ProbeSpec;
}

/** Probes of a process without clients, which needs no readiness. */
export type WorkerProbePlan = Omit<ProbePlan, 'readiness'>;

/** Probes without a startup probe: liveness and readiness have initial delays. */
export type DelayedProbePlan = Omit<ProbePlan, 'startup'>;

/** Shutdown of a pod. The grace period contains the preStop wait, the drain and a margin. */
export interface ShutdownPlan {
  /** Wait before SIGTERM, until every node has removed the endpoint and no new requests arrive. */
  readonly preStopSeconds: number;
  /** Time for the process to finish its work after SIGTERM. */
  readonly drainSeconds: number;
  readonly terminationGracePeriodSeconds: number;
}

/** Endpoint removal reaches every node within seconds. KServe and llm-d wait 15. */
const defaultPreStopSeconds = 15;
/**
 * Seconds until an Application Gateway has removed an endpoint, which requires an update of the
 * gateway's configuration.
 *
 * @see Azure/application-gateway-kubernetes-ingress
 * `docs/how-tos/minimize-downtime-during-deployments.md` (2026-11)
 */
export const applicationGatewayPreStopSeconds = 90;
/** Seconds from the end of the drain to the exit of the process. */
const exitMarginSeconds = 15;

/** Shutdown with a drain of this duration. */
export function shutdownPlan(drainSeconds: number, preStopSeconds = defaultPreStopSeconds): ShutdownPlan {
  return {
    preStopSeconds,
    drainSeconds,
    terminationGracePeriodSeconds: preStopSeconds + drainSeconds + exitMarginSeconds,
  };
}

/**
 * Maximum grace period that the cluster autoscaler honors when it removes a node; it then kills the
 * pod. AKS's default of `max-graceful-termination-sec`.
 *
 * @see learn.microsoft.com/azure/aks/cluster-autoscaler, "Use the cluster autoscaler profile"
 * (2026-11)
 */
export const autoscalerGraceSeconds = 600;

/**
 * Shutdown for work that can be repeated: `shutdownPlan()` within the grace period that the cluster
 * autoscaler honors. A longer grace period would only delay rollouts.
 */
export function shutdownPlanWithin(drainSeconds: number, preStopSeconds?: number): ShutdownPlan {
  const rest = autoscalerGraceSeconds - shutdownPlan(0, preStopSeconds).terminationGracePeriodSeconds;
  return shutdownPlan(Math.min(drainSeconds, rest), preStopSeconds);
}
