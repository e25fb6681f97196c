/** How a probe asks. */
export type ProbeAction =
  | { readonly type: 'http'; readonly path: string; readonly port: number }
  | { readonly type: 'exec'; readonly command: readonly string[] };

/** One probe with every number said; times in seconds. Kubernetes: `core/v1 Probe`. */
export interface ProbeSpec {
  readonly action: ProbeAction;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly successThreshold: number;
}

/** The three decisions about a container, apart: has it started, may it get requests, is it dead. */
export interface ProbePlan {
  readonly startup: ProbeSpec;
  readonly readiness: ProbeSpec;
  readonly liveness: ProbeSpec;
}

/** Of a process that nobody calls: there is no request that it could be ready for. */
export type WorkerProbePlan = Omit<ProbePlan, 'readiness'>;

/** Without a startup probe: liveness and readiness wait for the start by their initial delays. */
export type DelayedProbePlan = Omit<ProbePlan, 'startup'>;

/** How a pod ends. The grace period holds the wait before the signal, the drain and a margin, by construction. */
export interface ShutdownPlan {
  /** Wait until no new request arrives: the endpoint has to vanish from every node first. */
  readonly preStopSeconds: number;
  /** What the process gets to finish what it has begun. */
  readonly drainSeconds: number;
  readonly terminationGracePeriodSeconds: number;
}

/** Endpoint removal reaches every node within seconds; 15 is what KServe and llm-d wait. */
const defaultPreStopSeconds = 15;
/**
 * Until an Application Gateway has taken an endpoint out, which its controller does by changing the gateway's configuration.
 * Source: Azure/application-gateway-kubernetes-ingress `docs/how-tos/minimize-downtime-during-deployments.md` (2026-11).
 */
export const applicationGatewayPreStopSeconds = 90;
/** From the end of the drain to the exit of the process. */
const exitMarginSeconds = 15;

/** The grace period that a drain of so many seconds needs. */
export function shutdownPlan(drainSeconds: number, preStopSeconds = defaultPreStopSeconds): ShutdownPlan {
  return {
    preStopSeconds,
    drainSeconds,
    terminationGracePeriodSeconds: preStopSeconds + drainSeconds + exitMarginSeconds,
  };
}

/**
 * How long the cluster autoscaler waits for a pod when it takes a node away; then it kills it. AKS's default of
 * `max-graceful-termination-sec`.
 * Source: learn.microsoft.com/azure/aks/cluster-autoscaler, "Use the cluster autoscaler profile" (2026-11).
 */
export const autoscalerGraceSeconds = 600;

/**
 * As `shutdownPlan()`, for work that may be begun again: a pod that waits for longer than the cluster autoscaler does is killed all the same,
 * and rollouts wait for it meanwhile.
 */
export function shutdownPlanWithin(drainSeconds: number, preStopSeconds?: number): ShutdownPlan {
  const rest = autoscalerGraceSeconds - shutdownPlan(0, preStopSeconds).terminationGracePeriodSeconds;
  return shutdownPlan(Math.min(drainSeconds, rest), preStopSeconds);
}
