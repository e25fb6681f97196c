import { missingKernels } from '../../../engine/sizing/kernels';
import { findModel } from '../../../facts/models';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { enginesOf, flagOf, modelOf } from '../../views/engine-arguments';
import { flagVocabulary } from '../../views/flag-vocabulary';
import { argumentPathOf } from '../../views/model-fits';
import { dtypes } from '../../views/serving-plans';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

const pool = gpuPoolExample({ vm_size: 'Standard_NC16as_T4_v3' });

export const kernels: Rule = {
  id: 'model/kernels',
  title: 'A GPU must have kernels for the model and its data types',
  severity: 'error',
  why: 'A T4 supports neither bfloat16 nor an FP8 KV cache, and an A100 no FP8 cache with attention sinks or with heads of size 96. vLLM reports it only after the node, the image and the weights are loaded.',
  source: 'kaito-project/kaito#2114; vllm-project/vllm#47549 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: {
    kubernetes: vllmExample({ args: '--model=Qwen/Qwen3-8B-AWQ, --max-model-len=4096, --dtype=bfloat16' }),
    terraform: pool,
  },
  good: {
    kubernetes: vllmExample({ args: '--model=Qwen/Qwen3-8B-AWQ, --max-model-len=4096, --dtype=half' }),
    terraform: pool,
  },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const { pod } = engine.container;
      const model = findModel(modelOf(engine) ?? '');
      const gpus = (candidatePools(picture, pod) ?? []).map(({ vmSize }) => vmSize?.gpu);
      if (engine.type !== 'vllm' || engine.isOpaque || model === undefined || gpus.length === 0) return [];
      const dtype = flagOf(engine, 'dtype');
      const kvCacheDtype = flagOf(engine, 'kv-cache-dtype');
      const missing = gpus.map((gpu) =>
        gpu === undefined
          ? []
          : missingKernels(
              model,
              gpu,
              {
                // With dtype auto vLLM falls back to float16 on GPUs without bfloat16, or to
                // float32 (vLLM `_resolve_auto_dtype`; 2026-11).
                dtype: dtypes[dtype ?? 'auto'] ?? (model.noFloat16 ? 'float32' : 'float16'),
                quantization: flagOf(engine, 'quantization'),
                kvCacheDtype,
              },
              flagVocabulary,
              // The driver concerns the default image, which this container may not run.
            ).filter(({ key }) => key !== 'image'),
      );
      // One pool that supports them is sufficient.
      const [first] = missing;
      if (first === undefined || missing.some((each) => each.length === 0)) return [];
      return first.slice(0, 1).map(({ key, message, fix }) => ({
        in: pod.owner,
        field: argumentPathOf(engine, key),
        message: `The GPUs of the node pool do not support the ${key === 'model' ? 'model' : 'data types'}: ${message}.`,
        expected: 'kernels for the model and its data types on the GPUs',
        fix,
      }));
    }),
};
