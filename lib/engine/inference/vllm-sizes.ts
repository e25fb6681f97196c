import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import { checkGpuMemoryUtilization } from '../sizing/engine-settings';

/** Sizes of a vLLM server with fixed limits. */
export interface VllmSizes {
  /** Share of the GPU's memory that the engine uses. */
  readonly gpuMemoryUtilization?: number;
  /** Maximum tokens of prompt and response together. */
  readonly maxModelLen?: number;
  readonly cacheSizeGiB?: number;
  readonly sharedMemoryGiB?: number;
}

const maxTokens = 10_485_760;

/** Adds a problem for each number that the engine or Kubernetes rejects. */
export function checkVllmSizes(sizes: VllmSizes, problems: ProblemList): void {
  const { gpuMemoryUtilization, maxModelLen, cacheSizeGiB, sharedMemoryGiB } = sizes;
  checkGpuMemoryUtilization(gpuMemoryUtilization, problems);
  if (maxModelLen !== undefined) {
    requireInteger(problems, 'maxModelLen', maxModelLen, { min: 1, max: maxTokens, unit: 'tokens' });
  }
  for (const [key, size] of Object.entries({ cacheSizeGiB, sharedMemoryGiB })) {
    // An emptyDir with size 0 has no limit.
    if (size === undefined || (Number.isFinite(size) && size > 0)) continue;
    problems.add(key, `${size} is not allowed`, 'Set a number of GiB greater than 0.');
  }
}
