import type { Heartbeat } from '../kubelet/answer-timeline';
import type { ProbePlan, ProbeSpec } from './probe-plan';

/**
 * What probes promise at worst, whenever their ticks fall: proven against `playProbes` in the tests. The kubelet's own
 * reaction and the start of a process, a second or two each, come on top.
 *
 * Infinity: never. A probe of type exec is taken for a heartbeat: without one said, work never makes it fail, and neither
 * does a hang.
 */

/** From one probe that fails by time-out to the next: a worker asks one at a time, and a tick that it missed follows at once. */
function betweenTimeouts({ periodSeconds, timeoutSeconds }: ProbeSpec): number {
  return Math.max(periodSeconds, timeoutSeconds);
}

/** From the sending of the first of the failing probes to the decision, where nobody answers. */
function silenceThatDecides(probe: ProbeSpec): number {
  return (probe.failureThreshold - 1) * betweenTimeouts(probe) + probe.timeoutSeconds;
}

/** The longest pause in which a file still looks young to every probe: a beat may be almost an interval old when it begins, and whole seconds take one. */
function pauseThatNoProbeSees({ everySeconds, maxAgeSeconds }: Heartbeat): number {
  return Math.max(0, maxAgeSeconds - 1 - everySeconds);
}

/**
 * The shortest time without an answer after which liveness may have the container killed: a process that is blocked for less,
 * *once*, never is. For a heartbeat: the time that every thread of the process is paused.
 *
 * For work that comes again and again take `secondsOfEachJobUntilKilled`.
 */
export function secondsUntilKilledWhileBusy(plan: Partial<ProbePlan>, heartbeat?: Heartbeat): number {
  const { liveness } = plan;
  if (!liveness) return Number.POSITIVE_INFINITY;
  if (liveness.action.type === 'http') return silenceThatDecides(liveness);
  if (!heartbeat) return Number.POSITIVE_INFINITY;
  if (heartbeat.maxAgeSeconds - 1 < heartbeat.everySeconds) return 0;
  return pauseThatNoProbeSees(heartbeat) + (liveness.failureThreshold - 1) * liveness.periodSeconds;
}

/**
 * The shortest length of *each* of several jobs, with any pauses between them, for which liveness may have the container killed.
 * Where the time-out is shorter than the period, a pause between two jobs may fall between two probes: then each job that
 * outlasts the time-out counts as one failure, and `failureThreshold` of them kill. So it is the time-out that has to be
 * above the longest job.
 */
export function secondsOfEachJobUntilKilled(plan: Partial<ProbePlan>, heartbeat?: Heartbeat): number {
  const { liveness } = plan;
  if (!liveness) return Number.POSITIVE_INFINITY;
  if (liveness.action.type === 'exec') {
    return heartbeat ? pauseThatNoProbeSees(heartbeat) : Number.POSITIVE_INFINITY;
  }
  return liveness.timeoutSeconds < liveness.periodSeconds
    ? liveness.timeoutSeconds
    : silenceThatDecides(liveness);
}

export interface RestartBound {
  /** SIGTERM. */
  readonly killBegunSeconds: number;
  /** The new container, after the whole grace period; without restart back-off, which adds up to 300 s where it happens again and again. */
  readonly restartedSeconds: number;
}

/**
 * The longest time from the moment that a started process hangs to its end and its next start; where the initial delay of
 * liveness is not over yet, up to that much more.
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
 * The longest time from the *start of a container* whose process hangs and never gets up to its end and its next start. A
 * heartbeat file of the container before it deceives the first probes, as it outlives that one.
 */
export function secondsUntilHungStartIsRestarted(
  plan: Partial<ProbePlan>,
  terminationGracePeriodSeconds: number,
  heartbeat?: Heartbeat,
): RestartBound {
  const { startup, liveness } = plan;
  const deceived = heartbeat?.maxAgeSeconds ?? 0;
  const fromStart = (probe: ProbeSpec | undefined, from: number): number =>
    untilDecided(probe, heartbeat, Math.max(probe?.initialDelaySeconds ?? 0, from));
  const first = startup ?? liveness;
  let killBegunSeconds = fromStart(first, first?.action.type === 'exec' ? deceived : 0);
  if (startup?.action.type === 'exec') {
    // The old file passes for a start: then it is liveness that finds out.
    killBegunSeconds = Math.max(killBegunSeconds, fromStart(liveness, deceived));
  }
  return restartBound(killBegunSeconds, terminationGracePeriodSeconds);
}

/**
 * The longest that a start may take, from the start of the container to the first answer, and never be killed: the last probe
 * that may fail is the one before the `failureThreshold`-th. Shorter by a period than the rule of thumb of period × failures,
 * which holds only for the luckiest ticks, and by a second of the initial delay, which the kubelet counts in whole seconds. Without a startup probe liveness decides.
 */
export function startupBudgetSeconds(plan: Partial<ProbePlan>): number {
  const probe = plan.startup ?? plan.liveness;
  if (!probe) return Number.POSITIVE_INFINITY;
  return Math.max(0, probe.initialDelaySeconds - 1) + (probe.failureThreshold - 1) * probe.periodSeconds;
}

export interface ServiceBound {
  /** From the first failing answer to unready; requests reach the pod until then. */
  readonly untilUnreadySeconds: number;
  /** From the first good answer to ready. */
  readonly untilReadySeconds: number;
}

/**
 * How late a readiness probe takes a started pod out of its Service and back, at the latest. `silent`: a busy pod does not
 * answer at all, and not with 503. Endpoints take a second or so to reach every node.
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
        : periodSeconds + silenceThatDecides(readiness),
    untilReadySeconds: successThreshold * periodSeconds,
  };
}

function restartBound(killBegunSeconds: number, terminationGracePeriodSeconds: number): RestartBound {
  return { killBegunSeconds, restartedSeconds: killBegunSeconds + terminationGracePeriodSeconds };
}

/** The first probe that has to fail is sent at most `from` and a period later. */
function untilDecided(probe: ProbeSpec | undefined, heartbeat: Heartbeat | undefined, from = 0): number {
  if (!probe) return Number.POSITIVE_INFINITY;
  if (probe.action.type === 'http') return from + probe.periodSeconds + silenceThatDecides(probe);
  return heartbeat ? from + probe.failureThreshold * probe.periodSeconds : Number.POSITIVE_INFINITY;
}
