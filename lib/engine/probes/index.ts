/**
 * `aks-ai-platform/probes`: derives probes and grace periods from durations, and simulates the
 * kubelet's reaction.
 */
export type {
  AppBehaviour,
  Interval,
  Job,
  ProbeAnswers,
  ProbeName,
} from '../kubelet/answer-timeline';
export { type ProbeScenario, playProbes } from '../kubelet/kubelet-model';
export { type ProbeEvent, type ProbeEventKind, ProbeTimeline } from '../kubelet/probe-timeline';
export { type TimelineLane, type TimelinePicture, timelineSvg } from '../kubelet/timeline-picture';
export { type AgentAppProbeInput, agentAppProbePlan, agentAppShutdownPlan } from './agent-app-probes';
export { type Heartbeat, heartbeatAction, heartbeatOf } from './heartbeat';
export {
  delayedHttpAppProbePlan,
  type HealthSource,
  type HttpAppProbeInput,
  httpAppProbePlan,
} from './http-app-probes';
export { liteLlmProbePlan } from './litellm-probes';
export {
  type RestartBound,
  type ServiceBound,
  secondsOfEachJobUntilKilled,
  secondsOutOfService,
  secondsUntilDeadIsRestarted,
  secondsUntilHungStartIsRestarted,
  secondsUntilKilledWhileBusy,
  startupBudgetSeconds,
} from './probe-bounds';
export {
  type DelayedProbePlan,
  type ProbeAction,
  type ProbePlan,
  type ProbeSpec,
  type ShutdownPlan,
  shutdownPlan,
  shutdownPlanWithin,
  type WorkerProbePlan,
} from './probe-plan';
export {
  type ProbeSolution,
  type ProbeStrategy,
  type ProbeStrategyInput,
  probeStrategy,
  type Runtime,
  type Serving,
} from './probe-strategy';
export { type TritonProbeInput, tritonProbePlan } from './triton-probes';
export { type InferenceProbeInput, inferenceProbePlan } from './vllm-probes';
export {
  delayedWorkerProbePlan,
  type WorkerProbeInput,
  workerHeartbeat,
  workerProbePlan,
} from './worker-probes';
