import type { Measurement } from '../measurements';

/** What a method answers for a run. */
export interface MethodAnswer {
  readonly decision: 'fits' | 'does not fit';
  /** Memory for the KV cache, GiB of one GPU; undefined if the method has no such figure. */
  readonly kvGiB?: number;
}

/** A way to estimate GPU memory that another project published. */
export interface Method {
  readonly name: string;
  /** Where the formula is, as Markdown. */
  readonly source: string;
  /** Revision of the source, and its date. */
  readonly revision: string;
  /** What its authors made it for. */
  readonly purpose: string;
  /** What it computes, and what the comparison had to add. */
  readonly formula: string;
  readonly answer: (run: Measurement) => MethodAnswer;
}

/** GPUs of a run. */
export function gpusOf({ tensorParallelSize, pipelineParallelSize }: Measurement): number {
  return tensorParallelSize * pipelineParallelSize;
}

/** Nominal memory of a GPU, which the methods use: 80 for `H100 80`. */
export function nominalGiB({ gpu, proxy }: Measurement): number {
  return Number(/ (\d+)$/.exec(proxy ?? gpu)![1]);
}

/** Share of a run whose source has none. */
const unknownShare = 0.9;

/** `--gpu-memory-utilization` of a run. */
export function shareOf({ gpuMemoryUtilization = unknownShare }: Measurement): number {
  return gpuMemoryUtilization;
}
