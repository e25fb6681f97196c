import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Measurement, modelOf } from '../measurements';
import { gpusOf, type Method, nominalGiB, shareOf } from './method';

const gib = 2 ** 30;

/** Constants of the planner, GiB. @see `capacity_planner.py` at the revision below */
const activationOfArchitecture: Readonly<Record<string, number>> = {
  LlamaForCausalLM: 4.8,
  Qwen2ForCausalLM: 5.6,
  Qwen3ForCausalLM: 5.6,
  PixtralForConditionalGeneration: 2.5,
  Mistral3ForConditionalGeneration: 2.5,
};
const activation = { experts: 8, multimodal: 2.5, dense: 5.5 };
const multimodal: readonly string[] = ['LlavaForConditionalGeneration', 'LlavaNextForConditionalGeneration'];
const nonTorch = { single: 0.15, parallel: 0.6 };
/** Architectures whose cache the planner counts as MLA. */
const mla: readonly string[] = ['DeepseekV3ForCausalLM', 'DeepseekV2ForCausalLM'];
/** Bytes of a cached number: 16 bit, or those of the quantization if `config.json` has no data type. */
const cacheBytes = { half: 2, mxfp4: 4.25 / 8 };

export const llmdPlanner: Method = {
  name: 'llm-d-planner',
  source:
    '[llm-d-incubation/llm-d-planner](https://github.com/llm-d-incubation/llm-d-planner), `src/planner/capacity_planner.py`',
  revision: 'e50305af, 2026-04-27',
  purpose:
    'A first capacity plan before benchmarks, for a recommendation of GPUs. Its constants are from vLLM 0.11 on H100 (the runs d1 to d9 below).',
  formula:
    'All GPUs together: share x nominal memory - size of the files - a constant for the activations by architecture (2.5 to 8 GiB, once) - 0.15 GiB (0.6 with tensor parallelism) per GPU must hold a request of the context. The tensor parallel size must divide the attention heads.',
  answer: (run) => {
    const gpus = gpusOf(run);
    const model = modelOf(run);
    const free =
      nominalGiB(run) * shareOf(run) * gpus -
      model.weightsBytes / gib -
      activationOf(run) -
      (run.tensorParallelSize === 1 ? nonTorch.single : nonTorch.parallel) * gpus;
    const needed = (bytesPerToken(run) * run.maxModelLen) / gib;
    const isDivisible = model.attentionHeads % run.tensorParallelSize === 0;
    return {
      decision: isDivisible && free >= needed && free > 0 ? 'fits' : 'does not fit',
      kvGiB: Math.max(0, free) / gpus,
    };
  },
};

function activationOf(run: Measurement): number {
  const { architecture } = recordOf(run);
  const known = activationOfArchitecture[architecture];
  if (known !== undefined) return known;
  if (modelOf(run).experts !== undefined) return activation.experts;
  return multimodal.includes(architecture) ? activation.multimodal : activation.dense;
}

function bytesPerToken(run: Measurement): number {
  const { kv, layers, attentionHeads, hiddenSize } = modelOf(run);
  const {
    architecture,
    hasDtype,
    kvHeads = attentionHeads,
    headDim = hiddenSize / attentionHeads,
  } = recordOf(run);
  const bytes = hasDtype ? cacheBytes.half : cacheBytes.mxfp4;
  if (kv.type === 'mla' && mla.includes(architecture)) {
    return layers * (kv.kvLoraRank + kv.ropeHeadDim) * bytes;
  }
  return layers * 2 * headDim * kvHeads * bytes;
}

interface ConfigRecord {
  readonly architecture: string;
  readonly hasDtype: boolean;
  readonly kvHeads?: number;
  readonly headDim?: number;
}

/** Repositories of the measurements under another name in `docs/model-configs`. */
const recordedAs: Readonly<Record<string, string>> = {
  'google/gemma-4-26B-A4B-it-FP8': 'RedHatAI/gemma-4-26B-A4B-it-FP8-dynamic',
};

/** Fields of a model's `config.json` that the facts of the sizing do not have. */
function recordOf({ model }: Measurement): ConfigRecord {
  const name = (recordedAs[model] ?? model).replace('/', '--');
  const file = path.join(__dirname, '..', '..', '..', 'docs', 'model-configs', `${name}.json`);
  const { config } = JSON.parse(readFileSync(file, 'utf8'));
  const text = config.text_config ?? config;
  return {
    architecture: config.architectures[0],
    hasDtype: (config.torch_dtype ?? config.dtype) !== undefined,
    kvHeads: text.num_key_value_heads,
    headDim: text.head_dim,
  };
}
