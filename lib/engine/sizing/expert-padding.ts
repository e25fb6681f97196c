import type { ModelFacts } from '../../facts/model-facts';
import type { Parallelism } from './parallelism';

/** Bytes of a weight in MXFP4: 4 bits and a scale of 8 bits for 32 weights. */
const mxfp4WeightBytes = (4 + 8 / 32) / 8;
/**
 * Multiple to which the kernels pad the hidden size of experts.
 *
 * @see vLLM 0.32 `fused_moe/oracle/mxfp4.py` (2026-11)
 */
const hiddenMultiple = 256;
/**
 * Multiple to which they pad the intermediate size: 64 with the Triton kernels of Hopper, 128 with
 * Marlin and FlashInfer.
 */
const intermediateMultiple = (computeCapability: string): number =>
  computeCapability.startsWith('9.') ? 64 : 128;
/**
 * Padding of MXFP4 weights if the experts are not known, as a share: gpt-oss measured at 1.05 to
 * 1.085 (2026-11).
 */
const unknownPaddingShare = 0.065;

/** Padding of MXFP4 experts on each GPU: three matrices of hidden x intermediate size each. */
export function mxfp4PaddingBytes(
  { weightsBytes, experts, hiddenSize, layers }: ModelFacts,
  { tensorParallelSize, pipelineParallelSize }: Parallelism,
  computeCapability: string,
): number {
  const stageLayers = Math.ceil(layers / pipelineParallelSize);
  if (experts === undefined) {
    return (weightsBytes * unknownPaddingShare * (stageLayers / layers)) / tensorParallelSize;
  }
  const width = experts.intermediateSize / tensorParallelSize;
  const padded =
    roundUp(hiddenSize, hiddenMultiple) * roundUp(width, intermediateMultiple(computeCapability));
  return stageLayers * experts.count * 3 * (padded - hiddenSize * width) * mxfp4WeightBytes;
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
