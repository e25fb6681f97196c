import { modelOf } from '../measurements';
import { gpusOf, type Method, nominalGiB } from './method';

const gib = 2 ** 30;
const factor = 1.2;
/** Share of 16-bit weights that an engine with `--quantization fp8` keeps, by their bits. */
const fp8Share = 0.5;

export const weightsTimes: Method = {
  name: 'Weights x 1.2',
  source: '[EleutherAI, Transformer Math 101](https://blog.eleuther.ai/transformer-math/)',
  revision: '2023-04-18',
  purpose: 'A rule to calculate in the head, from the time before engines that fill the GPU with KV cache.',
  formula:
    'Weights x 1.2 must be at most the nominal memory of the GPUs. It contains no context and no batch.',
  answer: (run) => {
    const { weightsBytes, quantization } = modelOf(run);
    const loaded = quantization === undefined && run.quantization === 'fp8' ? fp8Share : 1;
    const needed = (weightsBytes / gib) * loaded * factor;
    return { decision: needed <= nominalGiB(run) * gpusOf(run) ? 'fits' : 'does not fit' };
  },
};
