import { modelReadSeconds } from '../../../engine/inference/model-source';
import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { findModel } from '../../../facts/models';
import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf, modelOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

/** Seconds for torch.compile and CUDA graphs, the lowest measured value. */
const compileSeconds = 120;

export const startupBudget: Rule = {
  id: 'probes/startup-budget',
  title: 'A startup probe must cover the loading of the weights',
  severity: 'error',
  why: 'The kubelet restarts the container shortly before it is ready. The download starts again and fails the same way.',
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
      // Mounted or cached weights load faster. The source is unknown here, so the fastest one
      // counts.
      const isOffline = listAt(container.json, 'env').some(
        (each) => textAt(each, 'name') === 'HF_HUB_OFFLINE',
      );
      const reading = modelReadSeconds(model.weightsBytes / 2 ** 30, isOffline ? 'image' : 'blob');
      const minimum = Math.ceil(reading + compileSeconds);
      const budget = startupBudgetSeconds({ startup });
      if (budget >= minimum) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.startupProbe.failureThreshold`,
          message: `failureThreshold ${startup.failureThreshold} allows ${budget} s but ${model.id} needs ${minimum} s to load and compile, so the kubelet restarts the server before it is ready.`,
          expected: `failureThreshold of ${Math.ceil((minimum - startup.initialDelaySeconds) / startup.periodSeconds) + 1} or more (${(model.weightsBytes / 2 ** 30).toFixed(1)} GiB to load)`,
          fix: `Raise failureThreshold to ${Math.ceil((minimum - startup.initialDelaySeconds) / startup.periodSeconds) + 1} or more.`,
        },
      ];
    }),
};
