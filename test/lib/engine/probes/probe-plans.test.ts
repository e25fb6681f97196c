import * as fc from 'fast-check';
import { shutdownPlan } from '../../../../lib/engine/probes/probe-plan';
import { inferenceProbePlan, modelLoadBudgetSeconds } from '../../../../lib/engine/probes/vllm-probes';

describe('probes of a model server', () => {
  it('gives a small model ten minutes', () => {
    expect(modelLoadBudgetSeconds(1)).toBe(600);
  });

  it('gives Llama 3.3 70B, 131.4 GiB, the time of a slow download and compilation', () => {
    expect(modelLoadBudgetSeconds(131.4)).toBe(2250);
  });

  it.each([
    ['without CUDA graphs', { enforceEager: true }, 2070],
    ['with adapters of 2 GiB, which are read and captured too', { adaptersGiB: 2 }, 2370],
    ['with a draft, which is captured too', { hasDraft: true }, 2340],
    ['with both', { adaptersGiB: 2, hasDraft: true }, 2460],
  ])('follows the start of the engine %s', (_, start, seconds) => {
    expect(modelLoadBudgetSeconds(131.4, 'hugging-face', start)).toBe(seconds);
  });

  it('holds the startup budget in period and threshold, for any size', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1000, noNaN: true }), (modelSizeGiB) => {
        const { startup } = inferenceProbePlan({ port: 8000, modelSizeGiB });
        // The last failure is the kill: the budget is over before it.
        expect(startup.periodSeconds * (startup.failureThreshold - 1)).toBe(
          modelLoadBudgetSeconds(modelSizeGiB),
        );
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
