import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { comparisonPage, methods, ownResults, resultsOf } from '../bench/accuracy/comparison-page';
import { measurements } from '../bench/accuracy/measurements';
import { kaitoWithItsShare, kaitoWithShareOfRun } from '../bench/accuracy/methods/kaito';
import { llmdPlanner } from '../bench/accuracy/methods/llm-d-planner';
import type { Method } from '../bench/accuracy/methods/method';
import { weightsTimes } from '../bench/accuracy/methods/weights-times';
import { known, median } from '../bench/accuracy/statistics';

const run = (id: string) => measurements.find((each) => each.id === id)!;

describe("KAITO's estimator", () => {
  it('refuses Qwen2.5-72B on two H100: 1.02 x 135.43 GiB do not fit into 2 x (80 x 0.95 - 2.3 - 1.25) / 1.05', () => {
    expect(kaitoWithShareOfRun.answer(run('r25')).decision).toBe('does not fit');
  });

  it('keeps the KV cache of its documentation: 80 x 0.95 - 2.3 - 1.05 x 1.02 x 14.96', () => {
    expect(kaitoWithShareOfRun.answer(run('r1')).kvGiB).toBeCloseTo(57.68, 1);
  });

  it('has no room for Qwen3-32B with its own share', () => {
    expect(kaitoWithItsShare.answer(run('d6')).decision).toBe('does not fit');
  });
});

describe("llm-d-planner's capacity plan", () => {
  it('leaves 80 x 0.9 - 14.96 - 4.8 - 0.15 for Llama 3.1 8B', () => {
    expect(llmdPlanner.answer(run('d4')).kvGiB).toBeCloseTo(52.09, 1);
  });

  it('counts the activations once for two GPUs', () => {
    expect(llmdPlanner.answer(run('r2')).kvGiB).toBeCloseTo((80 * 0.95 * 2 - 14.96 - 4.8 - 1.2) / 2, 1);
  });

  it('requires a size that divides the attention heads', () => {
    expect(llmdPlanner.answer({ ...run('r1'), tensorParallelSize: 3 }).decision).toBe('does not fit');
  });
});

describe('weights x 1.2', () => {
  it('holds 1.2 x 61.02 GiB on 80, and not 1.2 x 67.69', () => {
    expect([run('d6'), run('d9')].map((each) => weightsTimes.answer(each).decision)).toEqual([
      'fits',
      'does not fit',
    ]);
  });

  it('halves weights that the engine quantizes to 8 bit', () => {
    const at = { ...run('d6'), model: 'Qwen/Qwen2.5-72B-Instruct' };
    expect(weightsTimes.answer(at).decision).toBe('does not fit');
    expect(weightsTimes.answer({ ...at, quantization: 'fp8', gpu: 'H100 94' }).decision).toBe('fits');
  });
});

test.each(methods)('$name answers every run', (method: Method) => {
  expect(resultsOf(method).map(({ run: { id } }) => id)).toEqual(measurements.map(({ id }) => id));
});

test('the KV cache of the project has the smallest error in the median', () => {
  const errorOf = (results: ReturnType<typeof ownResults>) =>
    median(known(results.map(({ kvError }) => kvError)).map(Math.abs)) ?? Number.POSITIVE_INFINITY;
  const others = methods.map((method) => errorOf(resultsOf(method)));
  expect(errorOf(ownResults())).toBeLessThan(Math.min(...others));
});

test('docs/gpu-sizing-comparison.md is what npm run accuracy writes', () => {
  const file = path.join(__dirname, '..', 'docs', 'gpu-sizing-comparison.md');
  expect(readFileSync(file, 'utf8')).toBe(comparisonPage());
});
