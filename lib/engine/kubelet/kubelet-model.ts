import type { ProbePlan } from '../probes/probe-plan';
import {
  type Answer,
  type AppBehaviour,
  answerTo,
  type ContainerLife,
  containerLife,
  exitAfterSigterm,
  type Job,
  lastBeat,
  type ProbeName,
  type WorkRun,
} from './answer-timeline';
import { EventSchedule } from './event-schedule';
import { type ContainerStatus, Prober, type ProberHost } from './kubelet-prober';
import { type ProbeEvent, ProbeTimeline } from './probe-timeline';
import { type RestartBackOff, restartAfterKill } from './restart-back-off';

/** A pod with one container and its probes. */
export interface ProbeScenario {
  /** Each probe is optional. */
  readonly probes: Partial<ProbePlan>;
  readonly terminationGracePeriodSeconds: number;
  /** `terminationGracePeriodSeconds` of a probe, which overrides the pod's. */
  readonly probeGracePeriodSeconds?: { readonly startup?: number; readonly liveness?: number };
  /** Behavior of the application. @default it responds immediately */
  readonly answers?: AppBehaviour;
  readonly jobs?: readonly Job[];
  readonly untilSeconds: number;
  /**
   * Time from the start of the container to the first tick of each probe, 0 to `periodSeconds`. It
   * cannot be configured: it depends on the duration of the image pull and on a random wait after a
   * restart of the kubelet. For readiness it only matters until the first triggered probe.
   *
   * @default 0
   */
  readonly phases?: { readonly [Name in ProbeName]?: number };
  /**
   * Fraction of a second on the clock at the first start: the kubelet and the heartbeat count whole
   * seconds.
   *
   * @default 0
   */
  readonly clockOffset?: number;
}

/**
 * Simulates the kubelet for a pod. The same scenario always has the same result.
 *
 * The simulation omits the reaction time of the kubelet, the start of a process by the container
 * runtime, and `preStop` (which the grace period includes): a second or two each. It omits the
 * periodic sync of the pod, which triggers a readiness probe about once a minute while the pod is
 * not ready; it includes the probes that a result triggers.
 *
 * @see kubernetes/kubernetes `pkg/kubelet/prober/worker.go`, `prober.go`, `prober_manager.go`,
 * `pkg/kubelet/kubelet.go` (syncLoopIteration), `pkg/kubelet/kuberuntime/kuberuntime_manager.go`;
 * kubernetes.io, "Configure Liveness, Readiness and Startup Probes". If the two differ, the
 * simulation follows the code (2026-11)
 */
export function playProbes(scenario: ProbeScenario): ProbeTimeline {
  const pod = new ProbedPod(scenario);
  pod.schedule.runUntil(scenario.untilSeconds);
  return new ProbeTimeline(pod.events, scenario.untilSeconds);
}

interface Container extends ContainerStatus {
  running: boolean;
  started: boolean;
  readonly life: ContainerLife;
  terminating: boolean;
}

class ProbedPod implements ProberHost {
  readonly schedule = new EventSchedule();
  readonly clockOffset: number;
  readonly events: ProbeEvent[] = [];
  private readonly app: AppBehaviour;
  private readonly probers: Prober[] = [];
  private jobsToDo: readonly Job[];
  private current: WorkRun | undefined;
  private container!: Container;
  /** Last decision of the readiness probe. Without one a started container is ready. */
  private answersReady = false;
  private ready = false;
  private previousEndedAt: number | undefined;
  private backOff: RestartBackOff | undefined;

  constructor(private readonly scenario: ProbeScenario) {
    this.app = scenario.answers ?? {};
    this.clockOffset = scenario.clockOffset ?? 0;
    this.jobsToDo = scenario.jobs ?? [];
    for (const name of ['startup', 'readiness', 'liveness'] as const) {
      const spec = scenario.probes[name];
      if (spec) this.probers.push(new Prober(name, spec, scenario.phases?.[name] ?? 0, this));
    }
    this.schedule.at(0, 'container-starts', () => this.start(0));
  }

  status(): ContainerStatus {
    return this.container;
  }

  ask(name: ProbeName): Answer {
    const { schedule, scenario, app, container, clockOffset } = this;
    return answerTo(name, scenario.probes[name]!, schedule.now, app, container.life, clockOffset);
  }

  answered(probe: ProbeName, { result, tookSeconds }: Answer): void {
    this.record({ kind: 'probe', probe, result, tookSeconds });
  }

  decided(name: ProbeName, success: boolean, containerId: number): void {
    if (containerId !== this.container.id || !this.container.running) return;
    if (name === 'readiness') {
      this.answersReady = success;
      this.updateReady();
    } else if (!success) this.kill(name);
    else if (name === 'startup') this.setStarted();
  }

  private start(restarts: number, beatBefore?: number): void {
    const life = containerLife(this.app, this.jobsToDo, this.schedule.now, restarts, beatBefore);
    this.container = {
      id: restarts,
      running: true,
      startedAt: this.schedule.now,
      started: false,
      life,
      terminating: false,
    };
    this.answersReady = false;
    if (restarts > 0) this.record({ kind: 'restarted', restarts });
    for (const run of life.work) this.scheduleWork(run, this.container);
    if (!this.scenario.probes.startup) this.setStarted();
  }

  private scheduleWork(run: WorkRun, container: Container): void {
    this.schedule.at(run.from, 'work-begins', () => {
      if (this.container !== container || !container.running || container.terminating) return;
      this.current = run;
      this.jobsToDo = this.jobsToDo.filter((job) => job !== run.job);
      this.record({ kind: 'work-begun', job: run.job.name });
      this.schedule.at(run.to, 'work-ends', () => {
        if (this.current !== run) return;
        this.current = undefined;
        this.record({ kind: 'work-done', job: run.job.name });
      });
    });
  }

  private setStarted(): void {
    this.container.started = true;
    this.record({ kind: 'started' });
    this.updateReady();
    this.sync();
  }

  private updateReady(): void {
    const { running, started } = this.container;
    const ready = running && started && (this.answersReady || !this.scenario.probes.readiness);
    if (ready === this.ready) return;
    this.ready = ready;
    this.record({ kind: ready ? 'ready' : 'unready' });
    if (running) this.sync();
  }

  /**
   * UpdatePodStatus of `prober_manager.go`: triggers the readiness probe of a started container
   * that is not ready.
   */
  private sync(): void {
    if (this.container.started && !this.ready) {
      this.probers.find((prober) => prober.name === 'readiness')?.trigger();
    }
  }

  private kill(probe: 'startup' | 'liveness'): void {
    const { container, schedule, scenario } = this;
    container.terminating = true;
    const times = scenario.probes[probe]!.failureThreshold;
    const reason = `${probe} probe failed ${times === 1 ? 'once' : `${times} times in a row`}`;
    this.record({ kind: 'kill-begun', probe, reason });
    const grace = scenario.probeGracePeriodSeconds?.[probe] ?? scenario.terminationGracePeriodSeconds;
    const exitAt = exitAfterSigterm(schedule.now, this.app, container.life);
    const forced = exitAt > schedule.now + grace;
    // The readiness probe continues, because the container terminates but is not deleted.
    this.sync();
    schedule.at(forced ? schedule.now + grace : exitAt, 'process-ends', () => this.end(forced));
  }

  private end(forced: boolean): void {
    const { container, schedule } = this;
    container.running = false;
    for (const prober of this.probers) prober.breakOff();
    this.record({ kind: 'killed', forced });
    if (this.current) {
      const { job } = this.current;
      this.record({ kind: 'work-lost', job: job.name });
      if (job.redelivered) this.jobsToDo = [job, ...this.jobsToDo];
      this.current = undefined;
    }
    this.updateReady();
    const restart = restartAfterKill(schedule.now, this.previousEndedAt, this.backOff);
    this.previousEndedAt = schedule.now;
    this.backOff = restart.backOff;
    const beat = lastBeat(schedule.now, this.app, container.life);
    schedule.at(restart.at, 'container-starts', () => this.start(container.id + 1, beat));
  }

  private record(event: DistributiveOmit<ProbeEvent, 'seconds'>): void {
    this.events.push({ seconds: this.schedule.now, ...event });
  }
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
