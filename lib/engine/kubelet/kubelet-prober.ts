import type { ProbeSpec } from '../probes/probe-plan';
import type { Answer, ProbeName } from './answer-timeline';
import type { EventSchedule } from './event-schedule';

/** The container in the status of the kubelet. */
export interface ContainerStatus {
  readonly id: number;
  readonly running: boolean;
  readonly startedAt: number;
  /** Whether the startup probe has succeeded or does not exist. */
  readonly started: boolean;
}

/** The kubelet, as a prober sees it. */
export interface ProberHost {
  readonly schedule: EventSchedule;
  /** Clock time minus simulated time, seconds: the clock at the first start of the container. */
  readonly clockOffset: number;
  status(): ContainerStatus;
  ask(name: ProbeName): Answer;
  /** Called for each response. */
  answered(name: ProbeName, answer: Answer): void;
  /** Called when a threshold is reached. */
  decided(name: ProbeName, success: boolean, containerId: number): void;
}

/**
 * The worker of one probe. Its ticker runs from the start to the end of the pod, through all
 * restarts.
 *
 * @see kubernetes/kubernetes `pkg/kubelet/prober/worker.go` (newWorker, run, doProbe), `prober.go`
 * (runProbeWithRetries retries only errors of the prober; a timeout or a bad status is a failure
 * immediately) (2026-11)
 */
export class Prober {
  private containerId: number | undefined;
  private onHold = false;
  private lastResult: boolean | undefined;
  private resultRun = 0;
  private inFlight: { readonly sentAt: number } | undefined;
  private finishing = false;
  /** A Go ticker keeps one tick for a late worker and drops the others. */
  private tickWaits = false;
  private triggerWaits = false;
  private tickerGeneration = 0;

  /**
   * `phase`: time from the start of the container to the first tick. The ticker starts with the
   * pod, before the image pull.
   */
  constructor(
    readonly name: ProbeName,
    private readonly spec: ProbeSpec,
    phase: number,
    private readonly host: ProberHost,
  ) {
    // With a period of 0 the simulation would not advance. The API server requires at least 1.
    if (!(spec.periodSeconds > 0))
      throw new RangeError(`The period of the ${name} probe must be greater than 0 s.`);
    this.startTicker(phase);
  }

  /**
   * Triggers a probe, as UpdatePodStatus does for a container that is not ready. The ticker
   * restarts from here.
   */
  trigger(): void {
    if (this.inFlight || this.finishing) this.triggerWaits = true;
    else this.probeNow();
  }

  /**
   * Ends a waiting probe with its process: the connection breaks. The kubelet ignores the error of
   * an exec probe.
   */
  breakOff(): void {
    if (!this.inFlight) return;
    const tookSeconds = this.host.schedule.now - this.inFlight.sentAt;
    if (this.spec.action.type === 'exec') this.finish(undefined);
    else this.finish({ result: 'failed', tookSeconds });
  }

  private startTicker(firstTick: number): void {
    const generation = ++this.tickerGeneration;
    this.tickWaits = false;
    const tick = (n: number): void =>
      this.host.schedule.at(firstTick + n * this.spec.periodSeconds, 'tick', () => {
        if (generation !== this.tickerGeneration) return;
        tick(n + 1);
        if (this.inFlight) this.tickWaits = true;
        else this.probe();
      });
    tick(0);
  }

  private probeNow(): void {
    this.startTicker(this.host.schedule.now + this.spec.periodSeconds);
    this.probe();
  }

  private probe(): void {
    const status = this.host.status();
    if (this.containerId !== status.id) {
      this.containerId = status.id;
      this.onHold = false;
    }
    if (this.onHold || !status.running || !this.delayIsOver(status)) return;
    if (status.started === (this.name === 'startup')) return;
    const sent = { sentAt: this.host.schedule.now };
    const answer = this.host.ask(this.name);
    this.inFlight = sent;
    this.host.schedule.at(sent.sentAt + answer.tookSeconds, 'probe-result', () => {
      if (this.inFlight === sent) this.finish(answer);
    });
  }

  /**
   * Counts whole seconds from a start that the status rounds down to a whole second
   * (`status_manager.go`, normalizeStatus), so the delay is up to a second shorter than
   * `initialDelaySeconds`. It begins with the start of the container. In the documentation, the
   * delay of liveness and readiness begins with the success of the startup probe; in the code it
   * does not.
   */
  private delayIsOver(status: ContainerStatus): boolean {
    const { clockOffset, schedule } = this.host;
    const elapsed = schedule.now + clockOffset - Math.floor(status.startedAt + clockOffset);
    return Math.floor(elapsed) >= this.spec.initialDelaySeconds;
  }

  private finish(answer: Answer | undefined): void {
    this.inFlight = undefined;
    this.finishing = true;
    if (answer) this.count(answer);
    this.finishing = false;
    if (this.triggerWaits) {
      this.triggerWaits = false;
      this.probeNow();
    } else if (this.tickWaits) {
      this.tickWaits = false;
      this.probe();
    }
  }

  private count(answer: Answer): void {
    this.host.answered(this.name, answer);
    const success = answer.result === 'ok';
    // A new container does not reset the counts: a run of readiness results continues through a
    // restart.
    this.resultRun = this.lastResult === success ? this.resultRun + 1 : 1;
    this.lastResult = success;
    if (this.resultRun < (success ? this.spec.successThreshold : this.spec.failureThreshold)) return;
    if (this.name === 'startup' || (this.name === 'liveness' && !success)) {
      this.onHold = true;
      this.resultRun = 0;
    }
    this.host.decided(this.name, success, this.containerId!);
  }
}
