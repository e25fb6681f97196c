import { k8s } from 'cdk8s-plus-28';
import type { ProbePlan, ProbeSpec, WorkerProbePlan } from '../../lib/probes/probe-plan';

/** Renders one probe with every number said, so that no default of the kubelet (1 s of timeout) decides. */
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

/** The probes of a container: three, or two for a process that nobody calls. */
export function toContainerProbes(plan: ProbePlan): ContainerProbes;
export function toContainerProbes(
  plan: ProbePlan | WorkerProbePlan,
): Omit<ContainerProbes, 'readinessProbe'> & Partial<ContainerProbes>;
export function toContainerProbes(plan: ProbePlan | WorkerProbePlan) {
  return {
    startupProbe: toProbe(plan.startup),
    ...('readiness' in plan ? { readinessProbe: toProbe(plan.readiness) } : {}),
    livenessProbe: toProbe(plan.liveness),
  };
}

/** Longest time that the startup probe waits for the container, seconds. */
export function startupBudgetSeconds(plan: WorkerProbePlan): number {
  return plan.startup.initialDelaySeconds + plan.startup.periodSeconds * plan.startup.failureThreshold;
}
