import { modelReadSeconds } from '../../../engine/inference/model-source';
import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { findModel } from '../../../facts/models';
import { defaultVllmImage } from '../../../facts/vllm-image';
import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf, modelOf } from '../../views/engine-arguments';
import { variableOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const server = (env: string) =>
  deploymentExample(
    `args: [--model=deepseek-ai/DeepSeek-R1-0528], ${env} startupProbe: { httpGet: { path: /health, port: 8000 }, periodSeconds: 10, failureThreshold: 1000 }`,
    { image: defaultVllmImage },
  );

/** vLLM's own. Source: `vllm/envs.py`, VLLM_ENGINE_READY_TIMEOUT_S (2026-11). */
const defaultTimeoutSeconds = 600;

export const engineReadyTimeout: Rule = {
  id: 'probes/engine-ready-timeout',
  title: 'vLLM waits for its engine as long as its startup probe does',
  severity: 'warning',
  why: 'The API server gives the engine ten minutes and then ends, whatever the startup probe allows: a large model is read again and again, and never served.',
  source: 'vllm-project/vllm vllm/envs.py (VLLM_ENGINE_READY_TIMEOUT_S, default 600) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('') },
  good: { kubernetes: server('env: [{ name: VLLM_ENGINE_READY_TIMEOUT_S, value: "9990" }],') },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { container, type } = engine;
      const startup = probeOf(container, 'startupProbe');
      const model = findModel(modelOf(engine) ?? '');
      if (type !== 'vllm' || startup === undefined || model === undefined) return [];
      const name = 'VLLM_ENGINE_READY_TIMEOUT_S';
      const index = listAt(container.json, 'env').findIndex((each) => textAt(each, 'name') === name);
      const value = index === -1 ? String(defaultTimeoutSeconds) : variableOf(container, name);
      const timeout = value === undefined || value.trim() === '' ? Number.NaN : Number(value);
      // The time to read them from Hugging Face or a network volume: not more than is known to be needed.
      const reading = Math.ceil(modelReadSeconds(model.weightsBytes / 2 ** 30, 'blob'));
      if (!Number.isFinite(timeout) || timeout >= startupBudgetSeconds({ startup }) || timeout >= reading)
        return [];
      return [
        {
          in: container.pod.owner,
          field: index === -1 ? `${container.path}.env` : `${container.path}.env[${index}].value`,
          message: index === -1 ? `without ${name}, which is ${timeout} s` : `${timeout} s`,
          expected: `${startupBudgetSeconds({ startup })} s, as its startup probe; the weights alone take ${reading}`,
          fix: `Set ${name} to what the startup probe allows.`,
        },
      ];
    }),
};
