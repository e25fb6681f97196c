import type { ShutdownPlan } from '../probes/probe-plan';

/** Endpoint removal reaches every node, and the load balancer sees it, within seconds. */
const removalSeconds = 15;
const exitMarginSeconds = 15;
/**
 * The cluster autoscaler waits no longer for a pod (its default `max-graceful-termination-sec`).
 * Source: learn.microsoft.com/azure/aks/cluster-autoscaler, "Cluster autoscaler profile settings" (2026-11).
 */
const longestGraceSeconds = 600;

/**
 * How an Envoy pod ends: it drains while it waits, since the signal ends Envoy and every answer with it. Its listeners stay open, and
 * nobody is sent there any more; the answers that are on their way have as long as an answer may take.
 * Source: envoyproxy.io/docs/envoy/v1.40.0/intro/arch_overview/operations/draining (2026-11).
 */
export function envoyShutdown(timeoutSeconds: number): ShutdownPlan {
  const drainSeconds = Math.min(timeoutSeconds, longestGraceSeconds - removalSeconds - exitMarginSeconds);
  return {
    preStopSeconds: removalSeconds + drainSeconds,
    drainSeconds: 0,
    terminationGracePeriodSeconds: removalSeconds + drainSeconds + exitMarginSeconds,
  };
}

const leastConnectionSeconds = 15;

/** A connection ends within half of the wait of a pod that stops, so that its client has moved on before it is cut. */
export function envoyConnectionSeconds({ preStopSeconds }: ShutdownPlan): number {
  return Math.max(leastConnectionSeconds, Math.floor(preStopSeconds / 2));
}
