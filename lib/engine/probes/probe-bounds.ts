import type { Heartbeat } from '../kubelet/answer-timeline';
import type { ProbePlan, ProbeSpec } from './probe-plan';

/**
 * Worst-case times of probes, for any phase of their ticks. The tests compare them with
 * `playProbes`. The reaction of the kubelet and the start of a process add a second or two each.
 *
 * Infinity means never. An exec probe counts as a heartbeat probe: without a heartbeat, neither
 * work nor a hang makes it fail.
 */

/**
 * Time between two probes that time out: the kubelet runs one probe at a time, and runs a missed
 * tick immediately.
 */
function betweenTimeouts({ periodSeconds, timeoutSeconds }: ProbeSpec): number {
  return Math.max(periodSeconds, timeoutSeconds);
}

/** Time from the first probe without a response to the decision. */
function unansweredUntilFailed(probe: ProbeSpec): number {
  return (probe.failureThreshold - 1) * betweenTimeouts(probe) + probe.timeoutSeconds;
}

/**
 * Maximum pause that no probe notices: the last beat may be almost one interval old at its start,
 * and whole seconds add one.
 */
function maxUnnoticedPause({ everySeconds, maxAgeSeconds }: Heartbeat): number {
  return Math.max(0, maxAgeSeconds - 1 - everySeconds);
}

/**
 * Minimum time without a response after which liveness may kill the container. A process that is
 * blocked *once* for less is never killed. For a heartbeat, the time that every thread of the
 * process is paused.
 *
 * For repeated work, use `secondsOfEachJobUntilKilled`.
 */
export function secondsUntilKilledWhileBusy(plan: Partial<ProbePlan>, heartbeat?: Heartbeat): number {
  const { liveness } = plan;
  if (!liveness) return Number.POSITIVE_INFINITY;
  if (liveness.action.type === 'http') return unansweredUntilFailed(liveness);
  if (!heartbeat) return Number.POSITIVE_INFINITY;
  if (heartbeat.maxAgeSeconds - 1 < heartbeat.everySeconds) return 0;
  return maxUnnoticedPause(heartbeat) + (liveness.failureThreshold - 1) * liveness.periodSeconds;
}

/**
 * Minimum duration of *each* of several jobs, with any pauses between them, for which liveness may
 * kill the container. If the timeout is shorter than the period, each pause may fall between two
 * probes. Each job that exceeds the timeout then counts as one failure, so the timeout must exceed
 * the longest job.
 */
export function secondsOfEachJobUntilKilled(plan: Partial<ProbePlan>, heartbeat?: Heartbeat): number {
  const { liveness } = plan;
  if (!liveness) return Number.POSITIVE_INFINITY;
  if (liveness.action.type === 'exec') {
    return heartbeat ? maxUnnoticedPause(heartbeat) : Number.POSITIVE_INFINITY;
  }
  return liveness.timeoutSeconds < liveness.periodSeconds
    ? liveness.timeoutSeconds
    : unansweredUntilFailed(liveness);
}

export interface RestartBound {
  /** Until SIGTERM. */
  readonly killBegunSeconds: number;
  /**
   * Until the start of the new container, after the full grace period. Without the restart
   * back-off, which adds up to 300 s after repeated restarts.
   */
  readonly restartedSeconds: number;
}

/**
 * Maximum time from the hang of a started process to its end and its restart. During the initial
 * delay of liveness, the rest of the delay adds to it.
 */
export function secondsUntilDeadIsRestarted(
  plan: Partial<ProbePlan>,
  terminationGracePeriodSeconds: number,
  heartbeat?: Heartbeat,
): RestartBound {
  return restartBound(
    untilDecided(
      plan.liveness,
      heartbeat,
      plan.liveness?.action.type === 'exec' ? heartbeat?.maxAgeSeconds : 0,
    ),
    terminationGracePeriodSeconds,
  );
}

/**
 * Maximum time from the *start of a container* whose process hangs during startup to its end and
 * its restart. The heartbeat file of the previous container outlives it and makes the first probes
 * succeed.
 */
export function secondsUntilHungStartIsRestarted(
  plan: Partial<ProbePlan>,
  terminationGracePeriodSeconds: number,
  heartbeat?: Heartbeat,
): RestartBound {
  const { startup, liveness } = plan;
  const staleFile = heartbeat?.maxAgeSeconds ?? 0;
  const fromStart = (probe: ProbeSpec | undefined, from: number): number =>
    untilDecided(probe, heartbeat, Math.max(probe?.initialDelaySeconds ?? 0, from));
  const first = startup ?? liveness;
  let killBegunSeconds = fromStart(first, first?.action.type === 'exec' ? staleFile : 0);
  if (startup?.action.type === 'exec') {
    // The startup probe accepts the old file; liveness then detects the hang.
    killBegunSeconds = Math.max(killBegunSeconds, fromStart(liveness, staleFile));
  }
  return restartBound(killBegunSeconds, terminationGracePeriodSeconds);
}

/**
 * Maximum time from the start of the container to the first response that is never killed: one
 * probe less than `failureThreshold` may fail. It is one period shorter than the rule of thumb,
 * period × failures, which holds only for the best phase of the ticks. It is one second of the
 * initial delay shorter, because the kubelet counts whole seconds. Without a startup probe liveness
 * decides.
 */
export function startupBudgetSeconds(plan: Partial<ProbePlan>): number {
  const probe = plan.startup ?? plan.liveness;
  if (!probe) return Number.POSITIVE_INFINITY;
  return Math.max(0, probe.initialDelaySeconds - 1) + (probe.failureThreshold - 1) * probe.periodSeconds;
}

export interface ServiceBound {
  /** From the first failing response to unready. Until then the pod gets requests. */
  readonly untilUnreadySeconds: number;
  /** From the first successful response to ready. */
  readonly untilReadySeconds: number;
}

/**
 * Maximum time until a readiness probe removes a started pod from its Service, and until it adds
 * the pod again. `silent`: a busy pod does not respond, instead of responding with 503. Endpoint
 * changes take about a second to reach every node.
 */
export function secondsOutOfService(
  plan: Partial<ProbePlan>,
  busyAnswer: 'fails' | 'silent' = 'fails',
): ServiceBound {
  const { readiness } = plan;
  if (!readiness) return { untilUnreadySeconds: Number.POSITIVE_INFINITY, untilReadySeconds: 0 };
  const { periodSeconds, failureThreshold, successThreshold } = readiness;
  return {
    untilUnreadySeconds:
      busyAnswer === 'fails'
        ? failureThreshold * periodSeconds
        : periodSeconds + unansweredUntilFailed(readiness),
    untilReadySeconds: successThreshold * periodSeconds,
  };
}

function restartBound(killBegunSeconds: number, terminationGracePeriodSeconds: number): RestartBound {
  return { killBegunSeconds, restartedSeconds: killBegunSeconds + terminationGracePeriodSeconds };
}

/** Time until the decision: the first failing probe is sent at most one period after `from`. */
function untilDecided(probe: ProbeSpec | undefined, heartbeat: Heartbeat | undefined, from = 0): number {
  if (!probe) return Number.POSITIVE_INFINITY;
  if (probe.action.type === 'http') return from + probe.periodSeconds + unansweredUntilFailed(probe);
  return heartbeat ? from + probe.failureThreshold * probe.periodSeconds : Number.POSITIVE_INFINITY;
}
