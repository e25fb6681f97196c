import { fitOf } from '../../../../lib/engine/sizing/fit';
import { taskProblem } from '../../../../lib/engine/sizing/task-problem';
import { findModel } from '../../../../lib/facts/models';
import { findVmSize } from '../../../../lib/facts/vm-sizes';

test.each([
  ['BAAI/bge-m3', { speculativeTokens: 2 }, 'speculativeTokens'],
  ['BAAI/bge-m3', { kvCacheDtype: 'fp8' }, 'kvCacheDtype'],
  ['BAAI/bge-m3', {}, undefined],
  ['Qwen/Qwen3-Embedding-8B', { speculativeTokens: 2 }, 'speculativeTokens'],
  ['Qwen/Qwen3-Embedding-8B', { kvCacheDtype: 'fp8' }, undefined],
  ['Qwen/Qwen3-8B', { speculativeTokens: 2, kvCacheDtype: 'fp8' }, undefined],
])('%s with %j', (id, settings, key) => {
  expect(taskProblem(findModel(id)!, settings)?.key).toBe(key);
});

test('a plan with such a setting does not fit', () => {
  const vmSize = findVmSize('Standard_NC40ads_H100_v5')!;
  const model = findModel('BAAI/bge-m3')!;
  const plan = { model, vmSize, tensorParallelSize: 1, kvCacheDtype: 'fp8' };
  expect(fitOf(plan)?.verdict).toBe('does not fit');
});
