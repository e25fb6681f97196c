import { batchProblem, engineBatchOf } from '../../../../lib/engine/sizing/engine-batch';

const h100 = { model: 'H100', memoryGb: 80 };

test.each([
  ['H100', 80, 1024, 8192],
  ['H200', 141, 1024, 8192],
  ['A100', 80, 256, 2048],
  ['A100', 40, 256, 2048],
  ['A10', 24, 256, 2048],
  ['T4', 16, 256, 2048],
  ['GB300', 288, 1024, 16_384],
])('the defaults of %s with %i GB', (model, memoryGb, maxNumSeqs, maxNumBatchedTokens) => {
  expect(engineBatchOf({}, { model, memoryGb })).toMatchObject({ maxNumSeqs, maxNumBatchedTokens });
});

test('GPUs with 160 GiB have the defaults of an H100 before 0.28', () => {
  const gpu = { model: 'GB300', memoryGb: 288 };
  expect(engineBatchOf({ engineVersion: '0.27.0' }, gpu)?.maxNumBatchedTokens).toBe(8192);
});

test('the settings come before the defaults', () => {
  const settings = { maxNumSeqs: 7, maxNumBatchedTokens: 4096 };
  expect(engineBatchOf(settings, h100)).toMatchObject(settings);
});

test('throughput mode doubles the defaults, and no setting', () => {
  const performanceMode = 'throughput';
  expect(engineBatchOf({ performanceMode }, h100)).toMatchObject({
    maxNumSeqs: 2048,
    maxNumBatchedTokens: 16_384,
  });
  const settings = { maxNumSeqs: 7, maxNumBatchedTokens: 4096 };
  expect(engineBatchOf({ performanceMode, ...settings }, h100)).toMatchObject(settings);
});

test('the default sequences do not exceed the tokens of a batch', () => {
  expect(engineBatchOf({ maxNumBatchedTokens: 100 }, h100)?.maxNumSeqs).toBe(100);
});

test('the default tokens do not exceed what the sequences have', () => {
  expect(engineBatchOf({ maxNumSeqs: 2, maxModelLen: 512 }, h100)?.maxNumBatchedTokens).toBe(1024);
});

test('an unknown version has no batch', () => {
  expect(engineBatchOf({ engineVersion: '0.6.4' }, h100)).toBeUndefined();
});

describe('an encoder computes a text in one batch', () => {
  const a100 = { model: 'A100', memoryGb: 80 };
  it('so its default holds the longest text', () => {
    const batch = engineBatchOf({ maxModelLen: 8192, isEncoder: true }, a100);
    expect(batch?.maxNumBatchedTokens).toBe(8192);
  });

  it('and its default is that of the GPU for short texts', () => {
    const batch = engineBatchOf({ maxModelLen: 512, isEncoder: true }, a100);
    expect(batch?.maxNumBatchedTokens).toBe(2048);
  });

  it('and a smaller batch ends the engine', () => {
    const problem = batchProblem(
      { maxNumSeqs: 256, maxNumBatchedTokens: 2048 },
      { maxModelLen: 8192, isEncoder: true },
    );
    expect(problem?.key).toBe('maxNumBatchedTokens');
  });

  it('and other models compute it in several', () => {
    const batch = { maxNumSeqs: 256, maxNumBatchedTokens: 2048 };
    expect(batchProblem(batch, { maxModelLen: 8192 })).toBeUndefined();
  });
});

test.each([
  [4096, 2048, 'maxNumSeqs'],
  [2048, 2048, undefined],
  [1, 2048, undefined],
])('%i sequences in a batch of %i tokens', (maxNumSeqs, maxNumBatchedTokens, key) => {
  expect(batchProblem({ maxNumSeqs, maxNumBatchedTokens }, {})?.key).toBe(key);
});
