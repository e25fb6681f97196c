import * as fc from 'fast-check';
import { httpAppProbePlan } from '../../../lib/probes/http-app-probes';
import { inferenceProbePlan, modelLoadBudgetSeconds } from '../../../lib/probes/inference-probes';
import { shutdownPlan } from '../../../lib/probes/probe-plan';

const paths = { live: '/health/live', ready: '/health/ready' };

describe('probes of an HTTP application', () => {
  const plan = httpAppProbePlan({ port: 8000, maxProcessingSeconds: 30, startupSeconds: 60, paths });

  it('asks liveness and readiness at different endpoints', () => {
    expect([plan.liveness.action, plan.readiness.action]).toEqual([
      { type: 'http', path: '/health/live', port: 8000 },
      { type: 'http', path: '/health/ready', port: 8000 },
    ]);
  });

  it("has the guide's liveness for 30 s of processing, behind a startup probe in place of the delay", () => {
    expect(plan.liveness).toMatchObject({
      initialDelaySeconds: 0,
      periodSeconds: 30,
      timeoutSeconds: 30,
      failureThreshold: 3,
      successThreshold: 1,
    });
  });

  it('never kills a process that is busy for up to the longest processing time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3600 }), (maxProcessingSeconds) => {
        const { liveness } = httpAppProbePlan({
          port: 8000,
          maxProcessingSeconds,
          startupSeconds: 60,
          paths,
        });
        expect(liveness.timeoutSeconds).toBeGreaterThanOrEqual(maxProcessingSeconds);
        expect(liveness.periodSeconds).toBeGreaterThanOrEqual(liveness.timeoutSeconds);
      }),
    );
  });

  it('waits for at least three times the expected start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3600 }), (startupSeconds) => {
        const { startup } = httpAppProbePlan({ port: 8000, maxProcessingSeconds: 1, startupSeconds, paths });
        expect(startup.periodSeconds * startup.failureThreshold).toBeGreaterThanOrEqual(startupSeconds * 3);
      }),
    );
  });
});

describe('probes of a model server', () => {
  it('gives a small model ten minutes', () => {
    expect(modelLoadBudgetSeconds(1)).toBe(600);
  });

  it('gives Llama 3.3 70B, 131.4 GiB, the time of a slow download and compilation', () => {
    expect(modelLoadBudgetSeconds(131.4)).toBe(2250);
  });

  it('holds the startup budget in period and threshold, for any size', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1000, noNaN: true }), (modelSizeGiB) => {
        const { startup } = inferenceProbePlan({ port: 8000, modelSizeGiB });
        expect(startup.periodSeconds * startup.failureThreshold).toBe(modelLoadBudgetSeconds(modelSizeGiB));
        expect(Number.isInteger(startup.failureThreshold)).toBe(true);
      }),
    );
  });

  it('tolerates more than two minutes without an answer before it restarts', () => {
    const { liveness } = inferenceProbePlan({ port: 8000, modelSizeGiB: 15 });
    expect(liveness.periodSeconds * liveness.failureThreshold).toBeGreaterThan(120);
  });
});

describe('the end of a pod', () => {
  it('leaves the grace period room for the wait, the drain and the exit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3600 }), (seconds) => {
        const plan = shutdownPlan(seconds);
        expect(plan.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(
          plan.preStopSeconds + plan.drainSeconds + 15,
        );
      }),
    );
  });
});
