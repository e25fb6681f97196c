import type { ShutdownPlan } from '../probes/probe-plan';

/** Maximum seconds until every node and the load balancer have removed the endpoint. */
const removalSeconds = 15;
const exitMarginSeconds = 15;
/**
 * Maximum grace period that the cluster autoscaler honors (its default
 * `max-graceful-termination-sec`).
 *
 * @see learn.microsoft.com/azure/aks/cluster-autoscaler, "Cluster autoscaler profile settings"
 * (2026-11)
 */
const longestGraceSeconds = 600;

/**
 * Shutdown of an Envoy pod. SIGTERM ends Envoy and all responses, so the pod drains in its preStop
 * hook. The listeners stay open, but the endpoint is removed and gets no new connections. Running
 * responses have the full timeout.
 *
 * @see envoyproxy.io/docs/envoy/v1.40.0/intro/arch_overview/operations/draining (2026-11)
 */
export function envoyShutdown(timeoutSeconds: number): ShutdownPlan {
  const drainSeconds = Math.min(timeoutSeconds, longestGraceSeconds - removalSeconds - exitMarginSeconds);
  return {
    preStopSeconds: removalSeconds + drainSeconds,
    drainSeconds: 0,
    terminationGracePeriodSeconds: removalSeconds + drainSeconds + exitMarginSeconds,
  };
}

const minConnectionSeconds = 15;

/**
 * Maximum age of a connection: half of the preStop wait, so that clients reconnect to another pod
 * before the pod stops.
 */
export function envoyConnectionSeconds({ preStopSeconds }: ShutdownPlan): number {
  return Math.max(minConnectionSeconds, Math.floor(preStopSeconds / 2));
}
