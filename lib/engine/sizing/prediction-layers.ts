import type { ModelFacts } from '../../facts/model-facts';
import type { LoadedWeights } from './weights';

/** Layers for multi-token prediction, which the engine loads for speculation only. */
export interface PredictionWeights {
  /** Size of the layers. */
  readonly bytes: number;
  /**
   * Whether the files contain them. Some configurations have layers that the published files do not
   * have (MiniMax-M2).
   */
  readonly isInFiles: boolean;
}

/**
 * Weights of the layers for multi-token prediction. They are in the files of a model without
 * experts, and in files that are large enough for experts in every layer. The logs of Qwen3-Next
 * and Qwen3.6-27B have less than the files by these layers; those of MiniMax-M2.5 and GLM-5.1 do
 * not (`bench/accuracy/engine-memory.json`, 2026-11).
 */
export function predictionWeights(
  model: ModelFacts,
  { bytes, embeddingBytes }: LoadedWeights,
): PredictionWeights {
  const { predictionLayers = 0, layers, experts, hiddenSize, quantization } = model;
  const ofLayers = bytes - embeddingBytes;
  const all = layers + predictionLayers;
  const ofExperts =
    experts === undefined
      ? 0
      : experts.count * 3 * hiddenSize * experts.intermediateSize * weightBytes(quantization);
  return { bytes: (ofLayers * predictionLayers) / all, isInFiles: all * ofExperts <= ofLayers };
}

/** Bytes of a weight of an expert, without scales. */
function weightBytes(quantization: ModelFacts['quantization']): number {
  if (quantization === undefined) return 2;
  return quantization === 'fp8' || quantization === 'int8' || quantization === 'other' ? 1 : 0.5;
}
