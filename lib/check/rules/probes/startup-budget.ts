import { modelReadSeconds } from '../../../engine/inference/model-source';
import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { findModel } from '../../../facts/models';
import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf, modelOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

/** torch.compile and CUDA graphs, as they were measured at best, seconds. */
const compileSeconds = 120;

export const startupBudget: Rule = {
  id: 'probes/startup-budget',
  title: 'A startup probe lasts as long as the weights take',
  severity: 'error',
  why: 'The container is killed just before it is ready; the download begins anew, and ends the same way.',
  source: 'vllm-project/aibrix#1054; kserve/kserve#5062 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: vllmExample({
      container:
        'startupProbe: { httpGet: { path: /health, port: http }, periodSeconds: 10, failureThreshold: 12 }',
    }),
  },
  good: {
    kubernetes: vllmExample({
      container:
        'startupProbe: { httpGet: { path: /health, port: http }, periodSeconds: 10, failureThreshold: 61 }',
    }),
  },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { container, type } = engine;
      const startup = probeOf(container, 'startupProbe');
      const model = findModel(modelOf(engine) ?? '');
      if (type !== 'vllm' || startup === undefined || model === undefined) return [];
      // Weights that are mounted or cached are read faster; which they are is not known here, so that the fastest counts.
      const isOffline = listAt(container.json, 'env').some(
        (each) => textAt(each, 'name') === 'HF_HUB_OFFLINE',
      );
      const reading = modelReadSeconds(model.weightsBytes / 2 ** 30, isOffline ? 'image' : 'blob');
      const least = Math.ceil(reading + compileSeconds);
      const budget = startupBudgetSeconds({ startup });
      if (budget >= least) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.startupProbe.failureThreshold`,
          message: `${startup.failureThreshold}, so that a start may take ${budget} s`,
          expected: `${Math.ceil((least - startup.initialDelaySeconds) / startup.periodSeconds) + 1} or more: ${model.id} has ${(model.weightsBytes / 2 ** 30).toFixed(1)} GiB to read and compiles for minutes`,
          fix: 'Raise failureThreshold.',
        },
      ];
    }),
};
