import type { Probe, ProbeKind } from './container-spec';
import type { ScaledTime } from './scaled-time';

/** What a probe got: undefined for success, else why not. */
export type Failure = string | undefined;

/** What probes ask. */
export interface ProbeTarget {
  get(port: number, path: string, timeoutMs: number): Promise<Failure>;
  exec(command: readonly string[], timeoutMs: number): Promise<Failure>;
}

/** One probe that was sent; times in seconds of the container since its start. */
export interface ProbeRecord {
  readonly kind: ProbeKind;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly failure: Failure;
}

/**
 * Probes a container as the kubelet does: one loop a probe, which ticks from the start of the container.
 * Source: kubernetes/kubernetes `pkg/kubelet/prober/worker.go` and `prober_manager.go` (2026-11).
 */
export class KubeletProber {
  readonly records: ProbeRecord[] = [];
  /** Changes of the container's readiness; it begins unready. */
  readonly readiness: { readonly at: number; readonly ready: boolean }[] = [];
  /** The probe that asks for a restart, once there is one. */
  readonly restart: Promise<'startup' | 'liveness'>;
  private decideRestart!: (kind: 'startup' | 'liveness') => void;
  private readonly stopped = new AbortController();
  private readonly restartChecksStopped = new AbortController();
  private started: boolean;
  /** Wakes the readiness loop before its next tick. */
  private startTrigger = new AbortController();

  constructor(
    private readonly probes: Readonly<Partial<Record<ProbeKind, Probe>>>,
    private readonly target: ProbeTarget,
    private readonly time: ScaledTime,
  ) {
    this.started = probes.startup === undefined;
    this.restart = new Promise((resolve) => {
      this.decideRestart = resolve;
    });
    for (const kind of ['startup', 'readiness', 'liveness'] as const) {
      const probe = probes[kind];
      if (probe !== undefined) void this.loop(kind, probe);
    }
  }

  get isReady(): boolean {
    return this.probes.readiness === undefined ? this.started : (this.readiness.at(-1)?.ready ?? false);
  }

  /** For a terminating pod the kubelet stops the liveness probe and continues the readiness probe. */
  stopRestartChecks(): void {
    this.restartChecksStopped.abort();
  }

  stop(): void {
    this.stopped.abort();
  }

  private async loop(kind: ProbeKind, probe: Probe): Promise<void> {
    const signal =
      kind === 'readiness'
        ? this.stopped.signal
        : AbortSignal.any([this.stopped.signal, this.restartChecksStopped.signal]);
    const state = { last: undefined as boolean | undefined, run: 0 };
    const begin = this.time.now();
    for (let tick = 1; !signal.aborted && (await this.probeOnce(kind, probe, state, signal)); tick++) {
      const passed = Math.floor((this.time.now() - begin) / probe.periodSeconds);
      // Ticks of a probe that was slower than its period: one is kept, and fires at once; the others are lost.
      if (passed >= tick) tick = passed;
      else await this.waitForTick(kind, begin + tick * probe.periodSeconds, signal);
    }
  }

  private async waitForTick(kind: ProbeKind, at: number, signal: AbortSignal): Promise<void> {
    const wake = kind === 'readiness' ? AbortSignal.any([signal, this.startTrigger.signal]) : signal;
    await this.time.sleep(at - this.time.now(), wake);
    if (kind === 'readiness' && this.startTrigger.signal.aborted) this.startTrigger = new AbortController();
  }

  /** One turn of a loop. False: there will be no other. */
  private async probeOnce(
    kind: ProbeKind,
    probe: Probe,
    state: { last: boolean | undefined; run: number },
    signal: AbortSignal,
  ): Promise<boolean> {
    // Both cut to whole seconds, as the kubelet does.
    if (Math.floor(this.time.now()) < probe.initialDelaySeconds) return true;
    if (kind === 'startup' ? this.started : !this.started) return kind !== 'startup';

    const sentAt = this.time.now();
    const failure = await this.ask(probe);
    if (signal.aborted) return false;
    this.records.push({ kind, sentAt, answeredAt: this.time.now(), failure });

    const success = failure === undefined;
    state.run = state.last === success ? state.run + 1 : 1;
    state.last = success;
    if (state.run < (success ? probe.successThreshold : probe.failureThreshold)) return true;
    return this.decide(kind, success);
  }

  private decide(kind: ProbeKind, success: boolean): boolean {
    if (kind === 'readiness') {
      if (success !== this.isReady) this.readiness.push({ at: this.time.now(), ready: success });
      return true;
    }
    if (!success) {
      this.decideRestart(kind);
      return false;
    }
    if (kind === 'startup') {
      this.started = true;
      // Readiness is asked at once, liveness with its next tick.
      this.startTrigger.abort();
    }
    return true;
  }

  private ask({ action, timeoutSeconds }: Probe): Promise<Failure> {
    const timeoutMs = this.time.toMs(timeoutSeconds);
    return action.type === 'http'
      ? this.target.get(action.port, action.path, timeoutMs)
      : this.target.exec(action.command, timeoutMs);
  }
}
