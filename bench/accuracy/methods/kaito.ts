import { type Measurement, modelOf } from '../measurements';
import { gpusOf, type Method, type MethodAnswer, nominalGiB, shareOf } from './method';

const gib = 2 ** 30;

/** Constants of the estimator. @see `estimator.go` at the revision below */
const constants = { share: 0.84, weightFactor: 1.02, baseGiB: 2.3, weightOverhead: 0.05 };

const kaito: Omit<Method, 'name' | 'formula' | 'answer'> = {
  source:
    '[kaito-project/kaito](https://github.com/kaito-project/kaito), `pkg/workspace/estimator/nodesestimator/estimator.go`, `website/docs/memory-estimator.md`',
  revision: '056b8280, 2026-08-21',
  purpose:
    'The minimum number of nodes of a VM size for a model. KAITO starts the engine with `--max-model-len=auto`, so vLLM itself chooses the context that fits, and an error costs context, not a start.',
};

/** KAITO's estimator, as KAITO runs it: with a constant share of the GPU. */
export const kaitoWithItsShare: Method = {
  ...kaito,
  name: 'KAITO, share 0.84',
  formula:
    'Per GPU: 0.84 x nominal memory - 2.3 GiB - KV cache of the context in 16 bit / GPUs, divided by 1.05, must hold the weights x 1.02 / GPUs.',
  answer: (run) => ({ decision: decisionOf(run, constants.share) }),
};

/** The same with the share of the run, and with the KV cache that the documentation derives. */
export const kaitoWithShareOfRun: Method = {
  ...kaito,
  name: 'KAITO, share of the run',
  formula:
    "The same with the run's `--gpu-memory-utilization`, so that the answers are about the same plan. KV cache: the remaining memory of the documentation's example.",
  answer: (run): MethodAnswer => ({
    decision: decisionOf(run, shareOf(run)),
    kvGiB:
      nominalGiB(run) * shareOf(run) -
      constants.baseGiB -
      (weightsOf(run) / gpusOf(run)) * (1 + constants.weightOverhead),
  }),
};

function decisionOf(run: Measurement, share: number): MethodAnswer['decision'] {
  const gpus = gpusOf(run);
  const cacheGiB = (run.maxModelLen * bytesPerToken(run)) / gib / gpus;
  const room = (nominalGiB(run) * share - constants.baseGiB - cacheGiB) / (1 + constants.weightOverhead);
  return room > 0 && Math.floor(weightsOf(run) / room) + 1 <= gpus ? 'fits' : 'does not fit';
}

/** Size of the files, not the entry of KAITO's catalogue, which counts the weights of gpt-oss twice. */
function weightsOf(run: Measurement): number {
  return (modelOf(run).weightsBytes / gib) * constants.weightFactor;
}

/** @see `presets/workspace/generator/generator.go` `calculateKVCacheTokenSize`: every layer keeps every token, in 16 bit */
function bytesPerToken(run: Measurement): number {
  const { kv, layers } = modelOf(run);
  return (kv.type === 'mla' ? kv.kvLoraRank + kv.ropeHeadDim : 2 * kv.kvHeads * kv.headDim) * layers * 2;
}
