import { k8s } from 'cdk8s-plus-28';
import type {
  DelayedProbePlan,
  ProbePlan,
  ProbeSpec,
  WorkerProbePlan,
} from '../../../lib/engine/probes/probe-plan';

/**
 * Renders a probe with all numbers explicit, so that no default of the kubelet (a timeout of 1 s)
 * applies.
 */
export function toProbe(spec: ProbeSpec): k8s.Probe {
  const timing = {
    initialDelaySeconds: spec.initialDelaySeconds,
    periodSeconds: spec.periodSeconds,
    timeoutSeconds: spec.timeoutSeconds,
    failureThreshold: spec.failureThreshold,
    successThreshold: spec.successThreshold,
  };
  return spec.action.type === 'http'
    ? { httpGet: { path: spec.action.path, port: k8s.IntOrString.fromNumber(spec.action.port) }, ...timing }
    : { exec: { command: [...spec.action.command] }, ...timing };
}

type ContainerProbes = Required<Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>>;

/**
 * Returns the probes of a container. A process without clients has no readiness probe, and a plan
 * with delays has no startup probe.
 */
export function toContainerProbes(plan: ProbePlan): ContainerProbes;
export function toContainerProbes(
  plan: ProbePlan | DelayedProbePlan | WorkerProbePlan,
): Pick<ContainerProbes, 'livenessProbe'> & Partial<ContainerProbes>;
export function toContainerProbes(plan: ProbePlan | DelayedProbePlan | WorkerProbePlan) {
  return {
    ...('startup' in plan ? { startupProbe: toProbe(plan.startup) } : {}),
    ...('readiness' in plan ? { readinessProbe: toProbe(plan.readiness) } : {}),
    livenessProbe: toProbe(plan.liveness),
  };
}

/**
 * Returns the longest startup time that the probes allow, in seconds: by the startup probe, or else
 * by the liveness probe.
 */
export function startupBudgetSeconds(plan: DelayedProbePlan | WorkerProbePlan): number {
  const { initialDelaySeconds, periodSeconds, failureThreshold } =
    'startup' in plan ? plan.startup : plan.liveness;
  return initialDelaySeconds + periodSeconds * failureThreshold;
}
