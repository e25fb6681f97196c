import type { Manifest } from '../schemas/validate-manifest';
import { ContainerProcess } from './container-process';
import { type ContainerSpec, containerSpec, type ProbeKind } from './container-spec';
import { KubeletProber, type ProbeRecord } from './kubelet-prober';

/** How a container ended; times in seconds of the container since its start. */
export interface Ending {
  /** Cause of the end; `itself`: the process ended without a signal. */
  readonly by: 'liveness' | 'startup' | 'deletion' | 'itself';
  readonly decidedAt: number;
  readonly endedAt: number;
  readonly exitCode: number | null;
  /** It did not end within its grace period. */
  readonly killed: boolean;
}

/** What a job came to. */
export interface JobOutcome {
  readonly sentAt: number;
  readonly endedAt: number;
  /** Undefined: the connection broke, and the work is lost. */
  readonly status: number | undefined;
  readonly body: string;
}

/** kubernetes/kubernetes `pkg/kubelet/kuberuntime/kuberuntime_container.go`, minimumGracePeriodInSeconds (2026-11). */
const minGraceSeconds = 2;
const apiPort = 8000;

/** One life of the one container of a synthesized Deployment's pod, with its probes, until it is stopped or ends. */
export class LivePod {
  readonly ended: Promise<Ending>;
  private readonly prober: KubeletProber;
  private decision: Pick<Ending, 'by' | 'decidedAt'> | undefined;
  private killed = false;

  static async start(deployment: Manifest, python: string, factor: number): Promise<LivePod> {
    const spec = containerSpec(deployment);
    return new LivePod(spec, await ContainerProcess.start(spec, python, factor));
  }

  private constructor(
    readonly spec: ContainerSpec,
    private readonly container: ContainerProcess,
  ) {
    this.prober = new KubeletProber(spec.probes, container, container.time);
    void this.prober.restart.then((kind) => this.stop(kind));
    this.ended = container.exit.then(({ code }) => {
      this.prober.stop();
      const endedAt = this.now();
      const decision = this.decision ?? ({ by: 'itself', decidedAt: endedAt } as const);
      return { ...decision, endedAt, exitCode: code, killed: this.killed };
    });
  }

  /** Seconds of the container since its start. */
  now(): number {
    return this.container.time.now();
  }

  sleep(seconds: number): Promise<void> {
    return this.container.time.sleep(seconds);
  }

  get isReady(): boolean {
    return this.prober.isReady;
  }

  get readinessChanges() {
    return this.prober.readiness;
  }

  probes(kind: ProbeKind): readonly ProbeRecord[] {
    return this.prober.records.filter((record) => record.kind === kind);
  }

  failures(kind: ProbeKind): readonly ProbeRecord[] {
    return this.probes(kind).filter(({ failure }) => failure !== undefined);
  }

  /** @throws {Error} if it is not so within so many seconds of the container. */
  async untilReady(withinSeconds: number): Promise<void> {
    const end = this.now() + withinSeconds;
    while (!this.isReady) {
      if (this.now() > end || this.decision !== undefined)
        throw new Error(`Not ready. Its probes: ${this.describeProbes()}\n${this.container.lastOutput}`);
      await this.sleep(0.2);
    }
  }

  /** Sends a job that takes so many seconds of the container. */
  async runJob(seconds: number): Promise<JobOutcome> {
    const sentAt = this.now();
    const job = { seconds: seconds / this.container.time.factor };
    try {
      const { status, body } = await this.container.request('POST', apiPort, '/jobs', job);
      return { sentAt, endedAt: this.now(), status, body };
    } catch (error) {
      return { sentAt, endedAt: this.now(), status: undefined, body: (error as Error).message };
    }
  }

  /** Makes the job, the API or the whole process hang; returns when it was. */
  async hang(where: 'job' | 'api' | 'process'): Promise<number> {
    const { status, body } = await this.container.request('POST', apiPort, `/hang?where=${where}`, undefined);
    if (status !== 202) throw new Error(`It does not hang: ${status} ${body}`);
    return this.now();
  }

  /** Deletes the pod, as a rollout or the autoscaler does. */
  delete(): Promise<Ending> {
    this.prober.stopRestartChecks();
    void this.stop('deletion');
    return this.ended;
  }

  /** Ends it now, at the end of a test. */
  async remove(): Promise<void> {
    this.prober.stop();
    this.container.kill();
    await this.ended;
  }

  /** The hook counts to the grace period, and the rest of it is what the signal gets. */
  private async stop(by: 'liveness' | 'startup' | 'deletion'): Promise<void> {
    if (this.decision !== undefined) return;
    this.decision = { by, decidedAt: this.now() };
    const over = new AbortController();
    void this.ended.then(() => over.abort());
    const { preStopSeconds, terminationGracePeriodSeconds: grace } = this.spec;
    await this.container.time.sleep(Math.min(preStopSeconds, grace), over.signal);
    if (over.signal.aborted) return;
    this.container.terminate();
    await this.container.time.sleep(Math.max(grace - preStopSeconds, minGraceSeconds), over.signal);
    if (over.signal.aborted) return;
    this.killed = true;
    this.container.kill();
  }

  private describeProbes(): string {
    return this.prober.records
      .slice(-6)
      .map(({ kind, sentAt, failure }) => `${kind} at ${sentAt.toFixed(1)}: ${failure ?? 'success'}`)
      .join('; ');
  }
}
