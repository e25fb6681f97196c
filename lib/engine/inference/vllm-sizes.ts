import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

/** The numbers of a vLLM server that have limits of their own. */
export interface VllmSizes {
  /** Share of the GPU's memory that the engine takes. */
  readonly gpuMemoryUtilization?: number;
  /** Longest prompt and answer together, in tokens. */
  readonly maxModelLen?: number;
  readonly cacheSizeGiB?: number;
  readonly sharedMemoryGiB?: number;
}

const maxTokens = 10_485_760;

/** Adds a problem for every number that the engine or Kubernetes would refuse. */
export function checkVllmSizes(sizes: VllmSizes, problems: ProblemList): void {
  const { gpuMemoryUtilization, maxModelLen, cacheSizeGiB, sharedMemoryGiB } = sizes;
  if (gpuMemoryUtilization !== undefined && !(gpuMemoryUtilization > 0 && gpuMemoryUtilization <= 1)) {
    problems.add(
      'gpuMemoryUtilization',
      `${gpuMemoryUtilization} is not a share`,
      'Give a number above 0 and up to 1, such as 0.9.',
    );
  }
  if (maxModelLen !== undefined) {
    requireInteger(problems, 'maxModelLen', maxModelLen, { min: 1, max: maxTokens, unit: 'tokens' });
  }
  for (const [key, size] of Object.entries({ cacheSizeGiB, sharedMemoryGiB })) {
    // An emptyDir of size 0 has no limit at all.
    if (size === undefined || (Number.isFinite(size) && size > 0)) continue;
    problems.add(key, `${size} is not a size`, 'Give a number of GiB above 0.');
  }
}
