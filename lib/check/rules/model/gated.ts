import { findModel } from '../../../facts/models';
import { listAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf, flagOf, modelOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

const token = {
  container: 'env: [{ name: HF_TOKEN, valueFrom: { secretKeyRef: { name: hf, key: token } } }]',
};

export const gated: Rule = {
  id: 'model/gated',
  title: 'A gated model must be downloaded with a token',
  severity: 'error',
  why: 'Hugging Face answers 401 without the token of an account that accepted the license. The container restarts again and again.',
  source: 'huggingface.co/docs/hub/models-gated (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=meta-llama/Llama-3.1-8B-Instruct' }) },
  good: { kubernetes: vllmExample({ args: '--model=meta-llama/Llama-3.1-8B-Instruct', ...token }) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { container, type, isOpaque } = engine;
      const id = modelOf(engine) ?? '';
      if (type !== 'vllm' || isOpaque || findModel(id)?.gated !== true) return [];
      const names = listAt(container.json, 'env').map((each) => textAt(each, 'name'));
      // A persistent cache or another hub may not need a token.
      const isElsewhere =
        names.some((name) => /^(?:HF_HUB_OFFLINE|HF_ENDPOINT|VLLM_USE_MODELSCOPE)$/.test(name ?? '')) ||
        listAt(container.pod.spec, 'volumes').some((volume) =>
          ['persistentVolumeClaim', 'hostPath', 'nfs', 'ephemeral'].some(
            (source) => valueAt(volume, source) !== undefined,
          ),
        ) ||
        flagOf(engine, 'load-format') === 'runai_streamer';
      const hasToken = ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HF_TOKEN_PATH'].some((name) =>
        names.includes(name),
      );
      if (
        hasToken ||
        isElsewhere ||
        listAt(container.json, 'envFrom').length > 0 ||
        engine.flags.has('hf-token')
      )
        return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.env`,
          message: `${id} is gated but the container has no HF_TOKEN, so the download fails with 401.`,
          expected: 'the token of an account that accepted the license',
          fix: 'Add HF_TOKEN from a Secret, or mount the model from a volume.',
        },
      ];
    }),
};
