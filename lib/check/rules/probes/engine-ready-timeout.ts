import { modelReadSeconds } from '../../../engine/inference/model-source';
import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { findModel } from '../../../facts/models';
import { images } from '../../../facts/versions';
import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf, modelOf } from '../../views/engine-arguments';
import { variableOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const server = (env: string) =>
  deploymentExample(
    `args: [--model=deepseek-ai/DeepSeek-R1-0528], ${env} startupProbe: { httpGet: { path: /health, port: 8000 }, periodSeconds: 10, failureThreshold: 1000 }`,
    { image: images.vllm.reference },
  );

/** Default of vLLM. Source: `vllm/envs.py`, VLLM_ENGINE_READY_TIMEOUT_S (2026-11). */
const defaultTimeoutSeconds = 600;

export const engineReadyTimeout: Rule = {
  id: 'probes/engine-ready-timeout',
  title: 'VLLM_ENGINE_READY_TIMEOUT_S must be as long as the startup probe',
  severity: 'warning',
  why: 'The API server of vLLM waits ten minutes for its engine and then exits, no matter what the startup probe allows. vLLM reads a large model again and again and never serves it.',
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
      // Minimum time to read the weights from Hugging Face or a network volume.
      const reading = Math.ceil(modelReadSeconds(model.weightsBytes / 2 ** 30, 'blob'));
      if (!Number.isFinite(timeout) || timeout >= startupBudgetSeconds({ startup }) || timeout >= reading)
        return [];
      return [
        {
          in: container.pod.owner,
          field: index === -1 ? `${container.path}.env` : `${container.path}.env[${index}].value`,
          message: `${name} is ${timeout} s${index === -1 ? ' by default' : ''} but the weights alone need ${reading} s, so vLLM exits before it is ready.`,
          expected: `${name} of ${startupBudgetSeconds({ startup })}, like the startup probe`,
          fix: `Set ${name} to "${startupBudgetSeconds({ startup })}".`,
        },
      ];
    }),
};
