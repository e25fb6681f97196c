import { k8s } from 'cdk8s-plus-28';
import type {
  DelayedProbePlan,
  ProbePlan,
  ProbeSpec,
  WorkerProbePlan,
} from '../../../lib/engine/probes/probe-plan';

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

/** The probes of a container: three, or two for a process that nobody calls, or that is waited for by delays. */
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

/** Longest time that a container is waited for, seconds: by its startup probe, or by liveness where there is none. */
export function startupBudgetSeconds(plan: DelayedProbePlan | WorkerProbePlan): number {
  const { initialDelaySeconds, periodSeconds, failureThreshold } =
    'startup' in plan ? plan.startup : plan.liveness;
  return initialDelaySeconds + periodSeconds * failureThreshold;
}
