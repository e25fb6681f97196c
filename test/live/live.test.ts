import type { Heartbeat } from '../../lib/engine/kubelet/answer-timeline';
import { secondsUntilDeadIsRestarted } from '../../lib/engine/probes/probe-bounds';
import type { Manifest } from '../schemas/validate-manifest';
import { blockingWorker, heartbeat, heartbeatWorker, httpWorker, workerSeconds } from './deployments';
import { type JobOutcome, LivePod } from './live-pod';
import { findPython, howToGetPython } from './python';

/** Every time of the container is divided by it: probes, grace periods, heartbeats, limits and jobs alike. */
const factor = 10;
/**
 * What this machine may add to a time of the container: half a second of ours for starting processes, connections and waking up,
 * whatever the factor.
 */
const overheadSeconds = 0.5 * factor;
/** A new pod imports its packages at the speed of this machine, and loads for the configured time. */
const startSeconds = 15 * factor;

const python = findPython();
const report: string[] = [];
/** Past Jest's console, which would put a stack trace below each line. */
const printReport = () => void process.stderr.write(`\n${report.join('\n')}\n\n`);
if (python === undefined) {
  report.push('SKIPPED: the live proof. No Python with the packages was found.', howToGetPython);
  // Jest runs no hook where every test is skipped.
  printReport();
} else {
  report.push(`${python.versions}; seconds of the container, ${factor} of them in one of ours`);
  afterAll(printReport);
}
const proves = python === undefined ? it.skip : it;

const pods: LivePod[] = [];
afterEach(async () => {
  await Promise.all(pods.splice(0).map((pod) => pod.remove()));
});

/** A pod that is ready: what happens before is for the startup probe. */
async function readyPod(deployment: Manifest): Promise<LivePod> {
  const pod = await LivePod.start(deployment, python!.path, factor);
  pods.push(pod);
  await pod.untilReady(startSeconds);
  return pod;
}

/** Longest time from the moment that the container hangs to its end, if it takes so long to obey the signal. */
function boundSeconds(pod: LivePod, graceSeconds: number, beats?: Heartbeat): number {
  const { liveness } = pod.spec.probes;
  return secondsUntilDeadIsRestarted({ liveness }, graceSeconds, beats).restartedSeconds;
}

const round = (seconds: number) => Math.round(seconds);
const done = (job: JobOutcome) => job.status === 200 && /"digest":"[0-9a-f]{64}"/.test(job.body);

describe('the bad twin with the default probes', () => {
  proves('is killed while it works, and its job is lost', async () => {
    const pod = await readyPod(blockingWorker());
    const liveness = pod.spec.probes.liveness!;
    expect(liveness).toMatchObject({ periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 });

    const job = await pod.runJob(150);
    const ending = await pod.ended;
    report.push(
      `bad twin, default probes: a job of 150 s; killed ${round(ending.endedAt - job.sentAt)} s after its start ` +
        `(at most ${boundSeconds(pod, pod.spec.terminationGracePeriodSeconds)}); ` +
        `liveness ${pod.failures('liveness').length} of ${pod.probes('liveness').length} failed; job lost`,
    );
    expect(ending).toMatchObject({ by: 'liveness', killed: true });
    expect(job.status).toBeUndefined();
    // Those that it was killed for; a start on a busy machine may have cost one before.
    const lastFailures = pod.failures('liveness').slice(-liveness.failureThreshold);
    expect(lastFailures.map(({ failure }) => failure)).toEqual(['timeout', 'timeout', 'timeout']);
    expect(ending.endedAt - job.sentAt).toBeLessThan(
      boundSeconds(pod, pod.spec.terminationGracePeriodSeconds) + overheadSeconds,
    );
  });
});

describe('the worker with our probes', () => {
  proves(
    'finishes 20 jobs in a row without a liveness failure; unready while busy, ready after',
    async () => {
      const pod = await readyPod(httpWorker());
      const readiness = pod.spec.probes.readiness!;
      // The last is long enough for as many failures as it takes to be unready.
      const lengths = [...Array.from({ length: 19 }, () => 25), 60];
      const jobs: JobOutcome[] = [];
      for (const seconds of lengths) jobs.push(await pod.runJob(seconds));
      const wasReady = pod.isReady;
      await pod.untilReady(readiness.periodSeconds + readiness.timeoutSeconds + overheadSeconds);

      // Within a job as its client sees it, less the way there and back.
      const whileBusy = jobs.map((job) =>
        pod
          .probes('readiness')
          .filter(({ sentAt, answeredAt }) => sentAt > job.sentAt + 2 && answeredAt < job.endedAt - 2),
      );
      const slowest = Math.max(...pod.probes('liveness').map((each) => each.answeredAt - each.sentAt));
      report.push(
        `good one: ${jobs.filter(done).length} of ${jobs.length} jobs done in ` +
          `${round(jobs.at(-1)!.endedAt - jobs[0]!.sentAt)} s; liveness ${pod.failures('liveness').length} of ` +
          `${pod.probes('liveness').length} failed, the slowest answer took ${(slowest / factor).toFixed(3)} of our seconds; ` +
          `readiness 503 on ${pod.failures('readiness').length} of ${pod.probes('readiness').length}`,
      );
      expect(jobs.map(done)).toEqual(jobs.map(() => true));
      expect(pod.failures('liveness')).toEqual([]);
      // 535 s of work.
      expect(pod.probes('liveness').length).toBeGreaterThanOrEqual(
        Math.floor(535 / pod.spec.probes.liveness!.periodSeconds),
      );
      expect(whileBusy.filter((probes) => probes.length === 0)).toEqual([]);
      for (const { failure } of whileBusy.flat()) expect(failure).toMatch(/^503 .*"reason": "busy"/);
      expect(wasReady).toBe(false);
      expect(pod.isReady).toBe(true);
    },
  );

  proves(
    'finishes its job on SIGTERM, takes no other, and exits with 0 within the grace period',
    async () => {
      const pod = await readyPod(httpWorker());
      const job = pod.runJob(50);
      await pod.sleep(5);
      const ending = pod.delete();
      await pod.sleep(pod.spec.preStopSeconds + 10);
      const refused = await pod.runJob(1);
      const { exitCode, killed, decidedAt, endedAt } = await ending;
      report.push(
        `good one, deleted in a job: done ${done(await job)}, exit code ${exitCode} after ${round(endedAt - decidedAt)} s ` +
          `(grace period ${pod.spec.terminationGracePeriodSeconds})`,
      );
      expect(done(await job)).toBe(true);
      expect(refused).toMatchObject({ status: 503, body: '{"reason":"draining"}' });
      expect({ exitCode, killed }).toEqual({ exitCode: 0, killed: false });
      expect(endedAt - decidedAt).toBeLessThan(pod.spec.terminationGracePeriodSeconds);
      expect(pod.failures('liveness')).toEqual([]);
    },
  );

  // All at once: who hangs needs no CPU.
  proves('is killed within the computed time when it truly hangs, wherever', async () => {
    const { MAX_JOB_SECONDS, STUCK_MARGIN_SECONDS, HEARTBEAT_SECONDS } = workerSeconds;
    const deployment = httpWorker();
    const cases = [
      // Until the worker finds the hang. It checks whether the worker still handles the signal.
      { where: 'job', noticedAfter: MAX_JOB_SECONDS + STUCK_MARGIN_SECONDS, obeys: true },
      { where: 'api', noticedAfter: 3 * HEARTBEAT_SECONDS, obeys: true },
      { where: 'process', noticedAfter: 0, obeys: false },
    ] as const;
    const seen = await Promise.all(
      cases.map(async ({ where, noticedAfter, obeys }) => {
        const pod = await readyPod(deployment);
        const { preStopSeconds, terminationGracePeriodSeconds } = pod.spec;
        const bound =
          noticedAfter + boundSeconds(pod, obeys ? preStopSeconds : terminationGracePeriodSeconds);
        const since = await pod.hang(where);
        const ending = await pod.ended;
        return { where, obeys, bound, took: ending.endedAt - since, ending, pod };
      }),
    );
    for (const { where, bound, took, ending } of seen)
      report.push(
        `good one, hung ${where}: ended after ${round(took)} s (at most ${bound}), exit code ${ending.exitCode}, killed ${ending.killed}`,
      );
    for (const { obeys, bound, took, ending, pod } of seen) {
      expect(ending).toMatchObject({ by: 'liveness', killed: !obeys, exitCode: obeys ? 1 : null });
      expect(pod.failures('liveness')).toHaveLength(pod.spec.probes.liveness!.failureThreshold);
      expect(took).toBeLessThan(bound + overheadSeconds);
    }
  });
});

describe('the worker with the heartbeat probe', () => {
  proves('passes while it is busy, and is killed in time when its job is stuck', async () => {
    const pod = await readyPod(heartbeatWorker());
    // Before the model was loaded there was no file.
    expect(pod.failures('startup').length).toBeGreaterThan(0);

    const jobs = [await pod.runJob(60), await pod.runJob(60)];
    const whileBusy = pod.probes('liveness').length;
    const failuresWhileBusy = pod.failures('liveness');

    const since = await pod.hang('job');
    const ending = await pod.ended;
    const { MAX_JOB_SECONDS, STUCK_MARGIN_SECONDS } = workerSeconds;
    const bound =
      MAX_JOB_SECONDS + STUCK_MARGIN_SECONDS + boundSeconds(pod, pod.spec.preStopSeconds, heartbeat);
    const took = ending.endedAt - since;
    report.push(
      `heartbeat: ${jobs.filter(done).length} of 2 jobs done, ${whileBusy} probes while busy, ${failuresWhileBusy.length} failed; ` +
        `stuck: ended after ${round(took)} s (at most ${bound}), exit code ${ending.exitCode}`,
    );
    expect(jobs.map(done)).toEqual([true, true]);
    expect(whileBusy).toBeGreaterThanOrEqual(Math.floor(120 / pod.spec.probes.liveness!.periodSeconds));
    expect(failuresWhileBusy).toEqual([]);
    expect(ending).toMatchObject({ by: 'liveness', killed: false, exitCode: 1 });
    expect(took).toBeLessThan(bound + overheadSeconds);
    // Not because of the clock that stands in for the container's.
    for (const { failure } of pod.failures('liveness')) expect(failure).toBe('exit 1 ');
  });
});
