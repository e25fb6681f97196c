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

/** One pod with one container, whose process the kubelet asks. */
export interface ProbeScenario {
  /** Each of the three may be missing. */
  readonly probes: Partial<ProbePlan>;
  readonly terminationGracePeriodSeconds: number;
  /** `terminationGracePeriodSeconds` of a probe itself, which wins over the pod's. */
  readonly probeGracePeriodSeconds?: { readonly startup?: number; readonly liveness?: number };
  /** How the application behaves. Default: it answers everything at once. */
  readonly answers?: AppBehaviour;
  readonly jobs?: readonly Job[];
  readonly untilSeconds: number;
  /**
   * From the start of the container to the first tick of each probe, 0 to `periodSeconds`; nobody can choose it: it depends on
   * how long the image took to pull, and on a random wait after a restart of the kubelet. Default: 0. For readiness it matters
   * only until the first probe out of turn.
   */
  readonly phases?: { readonly [Name in ProbeName]?: number };
  /** What fraction of a second the clock shows at the first start: whole seconds are counted in two places. Default: 0. */
  readonly clockOffset?: number;
}

/**
 * Plays what the kubelet does with the pod, the same each time for the same scenario.
 *
 * Sources (2026-11): kubernetes/kubernetes `pkg/kubelet/prober/worker.go`, `prober.go`, `prober_manager.go`,
 * `pkg/kubelet/kubelet.go` (syncLoopIteration), `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, and the page "Configure
 * Liveness, Readiness and Startup Probes" of kubernetes.io. Where the two differ, the code counts.
 *
 * Left out, each a second or two: the kubelet's own reaction, the start of a process by the container runtime, `preStop`
 * (of which the grace period is the limit too). The sync of the pod every minute or so probes a pod that is not ready out of
 * turn; only what a probe's result itself sets off is played.
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
  /** What the readiness probe last decided; without one a container that has started is ready. */
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
    this.tell({ kind: 'probe', probe, result, tookSeconds });
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
    if (restarts > 0) this.tell({ kind: 'restarted', restarts });
    for (const run of life.work) this.scheduleWork(run, this.container);
    if (!this.scenario.probes.startup) this.setStarted();
  }

  private scheduleWork(run: WorkRun, container: Container): void {
    this.schedule.at(run.from, 'work-begins', () => {
      if (this.container !== container || !container.running || container.terminating) return;
      this.current = run;
      this.jobsToDo = this.jobsToDo.filter((job) => job !== run.job);
      this.tell({ kind: 'work-begun', job: run.job.name });
      this.schedule.at(run.to, 'work-ends', () => {
        if (this.current !== run) return;
        this.current = undefined;
        this.tell({ kind: 'work-done', job: run.job.name });
      });
    });
  }

  private setStarted(): void {
    this.container.started = true;
    this.tell({ kind: 'started' });
    this.updateReady();
    this.sync();
  }

  private updateReady(): void {
    const { running, started } = this.container;
    const ready = running && started && (this.answersReady || !this.scenario.probes.readiness);
    if (ready === this.ready) return;
    this.ready = ready;
    this.tell({ kind: ready ? 'ready' : 'unready' });
    if (running) this.sync();
  }

  /** UpdatePodStatus of `prober_manager.go`: a container that has started and is not ready is asked at once whether it is. */
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
    this.tell({ kind: 'kill-begun', probe, reason });
    const grace = scenario.probeGracePeriodSeconds?.[probe] ?? scenario.terminationGracePeriodSeconds;
    const exitAt = exitAfterSigterm(schedule.now, this.app, container.life);
    const forced = exitAt > schedule.now + grace;
    // Readiness is asked on all the while: the container is not deleted, it only ends.
    this.sync();
    schedule.at(forced ? schedule.now + grace : exitAt, 'process-ends', () => this.end(forced));
  }

  private end(forced: boolean): void {
    const { container, schedule } = this;
    container.running = false;
    for (const prober of this.probers) prober.breakOff();
    this.tell({ kind: 'killed', forced });
    if (this.current) {
      const { job } = this.current;
      this.tell({ kind: 'work-lost', job: job.name });
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

  private tell(event: DistributiveOmit<ProbeEvent, 'seconds'>): void {
    this.events.push({ seconds: this.schedule.now, ...event });
  }
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
