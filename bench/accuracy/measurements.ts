import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ModelFacts } from '../../lib/facts/model-facts';
import { findModel } from '../../lib/facts/models';

const gib = 2 ** 30;

/** Memory of one GPU that an engine logged, GiB. */
export interface LoggedMemory {
  readonly weightsGiB?: number;
  readonly activationGiB?: number;
  readonly nonTorchGiB?: number;
  readonly cudaGraphGiB?: number;
  /** Memory for the KV cache; negative if the engine had none left. */
  readonly kvGiB?: number;
  /** Memory that the engine required for one request. */
  readonly kvNeededGiB?: number;
  readonly kvTokens?: number;
  /** Requests of the maximum length that the cache holds. */
  readonly maxConcurrency?: number;
}

/** One published run of an engine. */
export interface Measurement {
  readonly id: string;
  readonly model: string;
  readonly gpu: string;
  /** GPU whose defaults apply, where the machine of the source is no GPU of the table. */
  readonly proxy?: string;
  readonly realTotalGiB: number;
  readonly tensorParallelSize: number;
  readonly pipelineParallelSize: number;
  readonly gpuMemoryUtilization?: number;
  readonly maxModelLen: number;
  readonly kvCacheDtype?: string;
  readonly quantization?: string;
  readonly maxNumSeqs?: number;
  readonly enforceEager?: boolean;
  /** As the source has it. */
  readonly engine: string;
  /** Version for the sizing. @default the pinned one */
  readonly engineVersion?: string;
  readonly source: string;
  readonly evidence: string;
  readonly note?: string;
  /** `ran`, `refused` by the engine with a message about memory, or `failed` in another way. */
  readonly outcome: 'ran' | 'refused' | 'failed';
  readonly real: LoggedMemory;
}

/** A model of the measurements, with its facts where the table has none. */
type MeasuredModel = Omit<ModelFacts, 'weightsBytes'> & {
  readonly weightsGiB: number;
  readonly family: string;
};

interface File {
  readonly models: readonly MeasuredModel[];
  readonly points: readonly Measurement[];
}

/** The published measurements, and facts of their models from `config.json` (2026-11). */
const file = JSON.parse(readFileSync(path.join(__dirname, 'engine-memory.json'), 'utf8')) as File;

export const measurements: readonly Measurement[] = file.points;

/** Facts of a measured model: those of the table, if it has the vocabulary, otherwise those of the file. */
export function modelOf({ model }: Pick<Measurement, 'model'>): ModelFacts {
  const known = findModel(model);
  if (known?.vocabularySize !== undefined) return known;
  const { weightsGiB, family: _, ...facts } = measuredModel(model);
  return { ...facts, weightsBytes: Math.round(weightsGiB * gib) };
}

/** Family of a measured model, such as `GQA dense`. */
export function familyOf({ model }: Pick<Measurement, 'model'>): string {
  return measuredModel(model).family;
}

function measuredModel(id: string): MeasuredModel {
  return file.models.find((each) => each.id === id)!;
}
