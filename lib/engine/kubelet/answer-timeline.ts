import type { ProbeAction, ProbeSpec } from '../probes/probe-plan';

/** Half-open: `from` belongs to it, `to` does not. Seconds since the first start of the container. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export type ProbeName = 'startup' | 'readiness' | 'liveness';

/** Work that the application does, one after the other; a job waits for the one before it and for the application to be up. */
export interface Job {
  readonly name: string;
  /** From when it can begin. */
  readonly atSeconds: number;
  readonly seconds: number;
  /** It keeps the thread that answers HTTP from running. Default: true. */
  readonly blocksAnswers?: boolean;
  /** After the container is killed the next one begins it again, as a queue does with a message that nobody has completed. Default: false. */
  readonly redelivered?: boolean;
}

/** How the application answers one of the probes. */
export interface ProbeAnswers {
  /** An own thread or process answers: work does not hold the answer up. Default: false for HTTP; an exec probe has its own process always. */
  readonly onOwnThread?: boolean;
  /** From a request to its answer where nothing holds it up. Default: 0. */
  readonly delaySeconds?: number;
  /** Times when the answer takes longer (or shorter) than `delaySeconds`, by the time of the request. */
  readonly delays?: readonly (Interval & { readonly delaySeconds: number })[];
  /** Times when the answer is a failure: a status of 400 and above, or an exit code other than 0. */
  readonly fails?: readonly Interval[];
  /** Fails while a job runs: 503 on readiness. Default: false. */
  readonly failsWhileWorking?: boolean;
}

/**
 * File that a thread of the process touches. The age is counted as the probe's command does, in whole seconds of the clock:
 * `test $(( $(date +%s) - $(stat -c %Y file) )) -lt maxAgeSeconds`.
 */
export interface Heartbeat {
  readonly everySeconds: number;
  readonly maxAgeSeconds: number;
  /** From the start of the container to the first beat. Default: what the application takes to start. */
  readonly firstBeatSeconds?: number;
  /** Beats due in these times do not happen: a full volume. A beat that is due while every thread is paused comes after the pause. */
  readonly missed?: readonly Interval[];
}

/** How the application behaves. Times are seconds since the *first* start of the container, except where it says otherwise. */
export interface AppBehaviour {
  /** From the start of *each* container until the application answers. A list: the first start, the second, … the last one stays. Default: 0. */
  readonly startsUpInSeconds?: number | readonly number[];
  /** Until then: nobody listens and the request is refused at once, or the socket is open and the request waits. Default: refuses. */
  readonly untilUp?: 'refuses' | 'waits';
  /** Times when the thread that answers is busy with something else than `jobs`. */
  readonly blocked?: readonly Interval[];
  /** Times when no thread of the process runs: a native call that holds the interpreter lock, a long garbage collection. */
  readonly paused?: readonly Interval[];
  /** From each of these on the process of that time does nothing any more; a restart mends it. */
  readonly hangsAtSeconds?: readonly number[];
  readonly heartbeat?: Heartbeat;
  readonly answers?: { readonly [Name in ProbeName]?: ProbeAnswers };
  /**
   * On SIGTERM: `exits` as soon as the thread that handles it runs, `finishes-its-job` first, or `ignores` it.
   * Default: exits. A process that hangs hears no signal; one that is blocked hears it when it is free.
   */
  readonly onSigterm?: 'exits' | 'finishes-its-job' | 'ignores';
}

export interface Answer {
  readonly result: 'ok' | 'failed' | 'timed-out';
  readonly tookSeconds: number;
}

/** What one container does from its start on, as long as nobody ends it. */
export interface ContainerLife {
  readonly startedAt: number;
  readonly upAt: number;
  readonly hangsAt: number;
  readonly work: readonly WorkRun[];
  /** The file's last beat before this container: the volume outlives it. */
  readonly beatBefore: number | undefined;
}

export interface WorkRun extends Interval {
  readonly job: Job;
}

/** The life of the `restarts`-th restart (0: the first start), with the jobs that are still to do. */
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

/** What a probe that is sent at `at` gets, from a container that nobody ends meanwhile. `clockOffset`: `at` + it is the clock's time. */
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
  // An answer at the very moment of the time-out races with it: it counts as late.
  if (answeredAt - at >= probe.timeoutSeconds)
    return { result: 'timed-out', tookSeconds: probe.timeoutSeconds };
  const failing =
    (answers.fails ?? []).some((failure) => within(failure, answeredAt)) ||
    (answers.failsWhileWorking === true && life.work.some((run) => within(run, answeredAt))) ||
    (probe.action.type === 'exec' && !execSucceeds(at, app, life, clockOffset));
  return { result: failing ? 'failed' : 'ok', tookSeconds: answeredAt - at };
}

/** When the process ends after a SIGTERM at `at`; Infinity where it has to be killed. */
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

/** The last beat at or before `at`, if there is any. */
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

/** The first moment from `at` on that none of the intervals holds. */
function freeFrom(at: number, busy: readonly Interval[]): number {
  let free = at;
  for (;;) {
    const next = busy.filter((interval) => within(interval, free)).map((interval) => interval.to);
    if (next.length === 0) return free;
    free = Math.max(...next);
  }
}
