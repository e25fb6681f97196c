import type { ProbeSpec } from '../probes/probe-plan';
import type { Answer, ProbeName } from './answer-timeline';
import type { EventSchedule } from './event-schedule';

/** The container as the kubelet's status knows it. */
export interface ContainerStatus {
  readonly id: number;
  readonly running: boolean;
  readonly startedAt: number;
  /** The startup probe has succeeded, or there is none. */
  readonly started: boolean;
}

/** What a prober needs of the kubelet around it. */
export interface ProberHost {
  readonly schedule: EventSchedule;
  /** Clock time less simulated time, seconds: what the clock says at the first start of the container. */
  readonly clockOffset: number;
  status(): ContainerStatus;
  ask(name: ProbeName): Answer;
  /** Each answer. */
  answered(name: ProbeName, answer: Answer): void;
  /** A threshold is reached. */
  decided(name: ProbeName, success: boolean, containerId: number): void;
}

/**
 * One probe of one container: a worker of its own, with a ticker that runs from the pod's start to its end, through all
 * restarts.
 *
 * Source (2026-11): kubernetes/kubernetes `pkg/kubelet/prober/worker.go` (newWorker, run, doProbe), `prober.go`
 * (runProbeWithRetries: only an error of the prober itself is tried again, a time-out or a bad status is a failure at once).
 */
export class Prober {
  private containerId: number | undefined;
  private onHold = false;
  private lastResult: boolean | undefined;
  private resultRun = 0;
  private inFlight: { readonly sentAt: number } | undefined;
  private finishing = false;
  /** A Go ticker keeps one tick for a worker that is late, and drops the others. */
  private tickWaits = false;
  private triggerWaits = false;
  private tickerGeneration = 0;

  /** `phase`: from the start of the container to the first tick. The ticker began before it: with the pod, whose image was pulled first. */
  constructor(
    readonly name: ProbeName,
    private readonly spec: ProbeSpec,
    phase: number,
    private readonly host: ProberHost,
  ) {
    // A ticker without a period never lets time go on; the API server allows no less than 1.
    if (!(spec.periodSeconds > 0)) throw new RangeError(`The ${name} probe's period has to be above 0 s.`);
    this.startTicker(phase);
  }

  /** A probe out of turn, as UpdatePodStatus asks for while a container is not ready; the ticker starts anew from here. */
  trigger(): void {
    if (this.inFlight || this.finishing) this.triggerWaits = true;
    else this.probeOutOfTurn();
  }

  /** The process ends while a probe waits for it: the connection breaks. An exec probe errs, and the kubelet throws that away. */
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

  private probeOutOfTurn(): void {
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
   * Counted in whole seconds, from a start that the status has rounded down to a whole second (`status_manager.go`,
   * normalizeStatus): up to a second less than `initialDelaySeconds`. Always from the start of the container: the documentation lets the delay
   * of liveness and readiness begin with the success of the startup probe, the code does not.
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
      this.probeOutOfTurn();
    } else if (this.tickWaits) {
      this.tickWaits = false;
      this.probe();
    }
  }

  private count(answer: Answer): void {
    this.host.answered(this.name, answer);
    const success = answer.result === 'ok';
    // Neither count is set back for a new container: a readiness run goes on through a restart.
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
