import { checkVllmSizes, type VllmSizes } from '../../../../lib/engine/inference/vllm-sizes';
import { said } from './said';

const check = (sizes: VllmSizes) => said((problems) => checkVllmSizes(sizes, problems));

test.each<[VllmSizes, string]>([
  [
    { gpuMemoryUtilization: 90 },
    'gpuMemoryUtilization: 90 is not allowed. Set a number greater than 0 and at most 1, such as 0.9.',
  ],
  [
    { gpuMemoryUtilization: 0 },
    'gpuMemoryUtilization: 0 is not allowed. Set a number greater than 0 and at most 1, such as 0.9.',
  ],
  [
    { maxModelLen: 0.5 },
    'maxModelLen: 0.5 is not a valid number of tokens. Use a whole number from 1 to 10485760.',
  ],
  [{ cacheSizeGiB: 0 }, 'cacheSizeGiB: 0 is not allowed. Set a number of GiB greater than 0.'],
  [{ cacheSizeGiB: Number.NaN }, 'cacheSizeGiB: NaN is not allowed. Set a number of GiB greater than 0.'],
  [{ sharedMemoryGiB: -1 }, 'sharedMemoryGiB: -1 is not allowed. Set a number of GiB greater than 0.'],
])('%j is refused', (sizes, message) => expect(check(sizes)).toEqual([message]));

test.each<[VllmSizes]>([
  [{}],
  [{ gpuMemoryUtilization: 1, maxModelLen: 131_072, cacheSizeGiB: 0.5, sharedMemoryGiB: 4 }],
])('%j is taken', (sizes) => expect(check(sizes)).toEqual([]));
