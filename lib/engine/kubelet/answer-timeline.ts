import type { ProbeAction, ProbeSpec } from '../probes/probe-plan';

/**
 * Half-open interval: includes `from`, excludes `to`. Seconds since the first start of the
 * container.
 */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export type ProbeName = 'startup' | 'readiness' | 'liveness';

/** Work of the application. Jobs run one after the other, once the application is up. */
export interface Job {
  readonly name: string;
  /** Earliest start. */
  readonly atSeconds: number;
  readonly seconds: number;
  /** Whether it blocks the thread that responds to HTTP. @default true */
  readonly blocksAnswers?: boolean;
  /**
   * Whether the next container starts it again after a kill, like a queue with a message that was
   * not completed.
   *
   * @default false
   */
  readonly redelivered?: boolean;
}

/** Responses of the application to a probe. */
export interface ProbeAnswers {
  /**
   * Whether a separate thread or process responds, which work does not delay. An exec probe always
   * has its own process.
   *
   * @default false
   */
  readonly onOwnThread?: boolean;
  /** Time from a request to its response without a delay. @default 0 */
  readonly delaySeconds?: number;
  /** Intervals with another `delaySeconds`, by the time of the request. */
  readonly delays?: readonly (Interval & { readonly delaySeconds: number })[];
  /**
   * Intervals in which the response is a failure: a status of 400 or higher, or an exit code other
   * than 0.
   */
  readonly fails?: readonly Interval[];
  /** Whether the probe fails while a job runs, such as readiness with 503. @default false */
  readonly failsWhileWorking?: boolean;
}

/**
 * File that a thread of the process touches. Its age is in whole seconds of the clock, as in the
 * command of the probe: `test $(( $(date +%s) - $(stat -c %Y file) )) -lt maxAgeSeconds`.
 */
export interface Heartbeat {
  readonly everySeconds: number;
  readonly maxAgeSeconds: number;
  /**
   * Time from the start of the container to the first beat.
   *
   * @default the startup time of the application
   */
  readonly firstBeatSeconds?: number;
  /**
   * Intervals without beats, such as with a full volume. A beat that is due while every thread is
   * paused follows the pause.
   */
  readonly missed?: readonly Interval[];
}

/**
 * Behavior of the application. Times are seconds since the *first* start of the container, unless
 * stated otherwise.
 */
export interface AppBehaviour {
  /**
   * Startup time of *each* container. A list: the first start, the second, …; the last value
   * repeats.
   *
   * @default 0
   */
  readonly startsUpInSeconds?: number | readonly number[];
  /**
   * During startup: the port is closed and refuses connections, or the socket is open and requests
   * wait.
   *
   * @default 'refuses'
   */
  readonly untilUp?: 'refuses' | 'waits';
  /** Intervals in which the responding thread is busy with other work than `jobs`. */
  readonly blocked?: readonly Interval[];
  /**
   * Intervals in which no thread of the process runs: a native call that holds the interpreter
   * lock, a long garbage collection.
   */
  readonly paused?: readonly Interval[];
  /** Times at which the current process hangs until it is restarted. */
  readonly hangsAtSeconds?: readonly number[];
  readonly heartbeat?: Heartbeat;
  readonly answers?: { readonly [Name in ProbeName]?: ProbeAnswers };
  /**
   * Reaction to SIGTERM: `exits` once the thread that handles it runs, `finishes-its-job` first, or
   * `ignores` it. A hung process does not react; a blocked one reacts when it is free.
   *
   * @default 'exits'
   */
  readonly onSigterm?: 'exits' | 'finishes-its-job' | 'ignores';
}

export interface Answer {
  readonly result: 'ok' | 'failed' | 'timed-out';
  readonly tookSeconds: number;
}

/** Behavior of one container from its start until it is terminated. */
export interface ContainerLife {
  readonly startedAt: number;
  readonly upAt: number;
  readonly hangsAt: number;
  readonly work: readonly WorkRun[];
  /** Last beat before this container: the volume outlives containers. */
  readonly beatBefore: number | undefined;
}

export interface WorkRun extends Interval {
  readonly job: Job;
}

/** Behavior after the `restarts`-th restart (0: the first start), with the remaining jobs. */
export function containerLife(
  app: AppBehaviour,
  jobs: readonly Job[],
  startedAt: number,
  restarts: number,
  beatBefore?: number,
): ContainerLife {
  const startups = [app.startsUpInSeconds ?? 0].flat();
  const upAt = startedAt + (startups[Math.min(restarts, startups.length - 1)] ?? 0);
  const hangsAt = Math.min(
    ...(app.hangsAtSeconds ?? []).filter((at) => at >= startedAt),
    Number.POSITIVE_INFINITY,
  );
  const work: WorkRun[] = [];
  let free = upAt;
  for (const job of [...jobs].sort((a, b) => a.atSeconds - b.atSeconds)) {
    const from = Math.max(free, job.atSeconds);
    if (from >= hangsAt) break;
    const end = from + job.seconds;
    free = end > hangsAt ? Number.POSITIVE_INFINITY : end;
    work.push({ job, from, to: free });
  }
  return { startedAt, upAt, hangsAt, work, beatBefore };
}

/**
 * Response to a probe that is sent at `at`, if the container is not terminated meanwhile. The clock
 * shows `at` + `clockOffset`.
 */
export function answerTo(
  name: ProbeName,
  probe: Pick<ProbeSpec, 'action' | 'timeoutSeconds'>,
  at: number,
  app: AppBehaviour,
  life: ContainerLife,
  clockOffset = 0,
): Answer {
  const answers = app.answers?.[name] ?? {};
  const delay = answers.delays?.find((slow) => within(slow, at))?.delaySeconds ?? answers.delaySeconds ?? 0;
  if (probe.action.type === 'http' && at < life.upAt && app.untilUp !== 'waits') {
    return { result: 'failed', tookSeconds: 0 };
  }
  const answeredAt = freeFrom(at, silences(probe.action, answers, app, life)) + delay;
  // A response at the moment of the timeout counts as late.
  if (answeredAt - at >= probe.timeoutSeconds)
    return { result: 'timed-out', tookSeconds: probe.timeoutSeconds };
  const failing =
    (answers.fails ?? []).some((failure) => within(failure, answeredAt)) ||
    (answers.failsWhileWorking === true && life.work.some((run) => within(run, answeredAt))) ||
    (probe.action.type === 'exec' && !execSucceeds(at, app, life, clockOffset));
  return { result: failing ? 'failed' : 'ok', tookSeconds: answeredAt - at };
}

/** Time at which the process exits after a SIGTERM at `at`; Infinity: only SIGKILL ends it. */
export function exitAfterSigterm(at: number, app: AppBehaviour, life: ContainerLife): number {
  if (app.onSigterm === 'ignores') return Number.POSITIVE_INFINITY;
  const running = life.work.find((run) => within(run, at));
  const waitsFor = running && (app.onSigterm === 'finishes-its-job' || running.job.blocksAnswers !== false);
  const heardAt = freeFrom(waitsFor ? running.to : at, [
    ...(app.blocked ?? []),
    ...(app.paused ?? []),
    { from: life.hangsAt, to: Number.POSITIVE_INFINITY },
  ]);
  return heardAt;
}

/** Last beat at or before `at`, if any. */
export function lastBeat(at: number, app: AppBehaviour, life: ContainerLife): number | undefined {
  if (!app.heartbeat) return undefined;
  const { everySeconds, firstBeatSeconds, missed } = app.heartbeat;
  const first = firstBeatSeconds === undefined ? life.upAt : life.startedAt + firstBeatSeconds;
  const alive = Math.min(at, life.hangsAt);
  for (let n = Math.floor((alive - first) / everySeconds); n >= 0; n--) {
    const due = first + n * everySeconds;
    const beat = freeFrom(due, app.paused ?? []);
    if (beat <= at && beat < life.hangsAt && !(missed ?? []).some((miss) => within(miss, due))) return beat;
  }
  return life.beatBefore;
}

export function within({ from, to }: Interval, at: number): boolean {
  return from <= at && at < to;
}

function execSucceeds(at: number, app: AppBehaviour, life: ContainerLife, clockOffset: number): boolean {
  if (!app.heartbeat) return at >= life.upAt;
  const beat = lastBeat(at, app, life);
  if (beat === undefined) return false;
  return Math.floor(at + clockOffset) - Math.floor(beat + clockOffset) < app.heartbeat.maxAgeSeconds;
}

function silences(
  action: ProbeAction,
  answers: ProbeAnswers,
  app: AppBehaviour,
  life: ContainerLife,
): Interval[] {
  if (action.type === 'exec') return [];
  return [
    { from: life.startedAt, to: life.upAt },
    { from: life.hangsAt, to: Number.POSITIVE_INFINITY },
    ...(app.paused ?? []),
    ...(answers.onOwnThread === true
      ? []
      : [...(app.blocked ?? []), ...life.work.filter((run) => run.job.blocksAnswers !== false)]),
  ];
}

/** First moment from `at` outside all intervals. */
function freeFrom(at: number, busy: readonly Interval[]): number {
  let free = at;
  for (;;) {
    const next = busy.filter((interval) => within(interval, free)).map((interval) => interval.to);
    if (next.length === 0) return free;
    free = Math.max(...next);
  }
}
