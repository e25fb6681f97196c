import type { Interval, ProbeName } from './answer-timeline';

/** An event of the pod. `seconds` since the first start of its container. */
export type ProbeEvent = { readonly seconds: number } & (
  | {
      /** A result of a probe that was sent `tookSeconds` ago. */
      readonly kind: 'probe';
      readonly probe: ProbeName;
      readonly result: 'ok' | 'failed' | 'timed-out';
      readonly tookSeconds: number;
    }
  /** The startup probe has succeeded or does not exist: the other two begin. */
  | { readonly kind: 'started' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'unready' }
  /** SIGTERM. */
  | { readonly kind: 'kill-begun'; readonly probe: 'startup' | 'liveness'; readonly reason: string }
  /** The process has ended: by itself, or by SIGKILL at the end of its grace period. */
  | { readonly kind: 'killed'; readonly forced: boolean }
  /** The n-th container after the first. */
  | { readonly kind: 'restarted'; readonly restarts: number }
  | { readonly kind: 'work-begun'; readonly job: string }
  | { readonly kind: 'work-done'; readonly job: string }
  | { readonly kind: 'work-lost'; readonly job: string }
);

export type ProbeEventKind = ProbeEvent['kind'];

type EventOf<Kind extends ProbeEventKind> = Extract<ProbeEvent, { readonly kind: Kind }>;

/** The events of one simulation, with queries. */
export class ProbeTimeline {
  constructor(
    readonly events: readonly ProbeEvent[],
    readonly untilSeconds: number,
  ) {}

  /** The timeline up to that second. */
  until(seconds: number): ProbeTimeline {
    if (seconds >= this.untilSeconds) return this;
    return new ProbeTimeline(
      this.events.filter((event) => event.seconds <= seconds),
      seconds,
    );
  }

  all<Kind extends ProbeEventKind>(kind: Kind): EventOf<Kind>[] {
    return this.events.filter((event): event is EventOf<Kind> => event.kind === kind);
  }

  /** Time of the first event of that kind. */
  first(kind: ProbeEventKind): number | undefined {
    return this.events.find((event) => event.kind === kind)?.seconds;
  }

  probes(name: ProbeName): EventOf<'probe'>[] {
    return this.all('probe').filter((event) => event.probe === name);
  }

  get restarts(): number {
    return this.all('restarted').length;
  }

  /** Number of kills, including those within their grace period. */
  get kills(): number {
    return this.all('kill-begun').length;
  }

  get workDone(): string[] {
    return this.all('work-done').map((event) => event.job);
  }

  get workLost(): string[] {
    return this.all('work-lost').map((event) => event.job);
  }

  /** Intervals in which the pod is in its Service. */
  get ready(): Interval[] {
    return this.between('ready', 'unready');
  }

  /** Intervals in which no process runs. */
  get down(): Interval[] {
    return this.between('killed', 'restarted');
  }

  /** Intervals from SIGTERM to the end of the process. */
  get terminating(): Interval[] {
    return this.between('kill-begun', 'killed');
  }

  get work(): (Interval & { readonly job: string; readonly outcome: 'done' | 'lost' | 'running' })[] {
    return this.events.flatMap((begun, index) => {
      if (begun.kind !== 'work-begun') return [];
      // By position, not by time: a lost job may begin again in the same second.
      const end = this.events
        .slice(index)
        .find(
          (event) => (event.kind === 'work-done' || event.kind === 'work-lost') && event.job === begun.job,
        );
      const outcome = end ? (end.kind === 'work-done' ? 'done' : 'lost') : 'running';
      return [{ job: begun.job, outcome, from: begun.seconds, to: end?.seconds ?? this.untilSeconds }];
    });
  }

  private between(opening: ProbeEventKind, closing: ProbeEventKind): Interval[] {
    const found: Interval[] = [];
    let from: number | undefined;
    for (const event of this.events) {
      if (from === undefined && event.kind === opening) from = event.seconds;
      else if (from !== undefined && event.kind === closing) {
        found.push({ from, to: event.seconds });
        from = undefined;
      }
    }
    return from === undefined ? found : [...found, { from, to: this.untilSeconds }];
  }
}
