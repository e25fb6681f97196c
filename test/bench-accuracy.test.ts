import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fitConstants, isNewEngine } from '../bench/accuracy/fit-constants';
import { accuracyPage, comparisons } from '../bench/accuracy/page';
import { known, median, worst } from '../bench/accuracy/statistics';
import { findEngineVersion } from '../lib/facts/engine-versions';

const all = comparisons();
const fresh = all.filter(({ measurement }) => isNewEngine(measurement));
const idsOf = (grade: string, list = all) =>
  list.filter((each) => each.grade === grade).map(({ measurement }) => measurement.id);

describe('the published runs', () => {
  it('are 46', () => {
    expect(all).toHaveLength(46);
  });

  it('are never "fits" where the engine failed, and never "does not fit" where it ran', () => {
    expect(idsOf('wrong')).toEqual([]);
  });

  it('are unknown for engines before 0.9 only', () => {
    expect(idsOf('refused as unknown')).toEqual(['x11', 'x14']);
  });

  it('are decided in more than half of the cases', () => {
    expect(idsOf('right').length).toBeGreaterThanOrEqual(28);
  });
});

describe('with 0.17 and newer', () => {
  const kvErrors = known(fresh.map(({ kvError }) => kvError));
  it('the KV cache is right within 0.3 GiB in the median', () => {
    expect(median(kvErrors.map(Math.abs))).toBeLessThanOrEqual(0.3);
  });

  it('no KV cache is wrong by more than 2.5 GiB', () => {
    expect(worst(kvErrors)).toBeLessThanOrEqual(2.5);
  });

  it('the weights are right within 1.5 % in the median', () => {
    const shares = fresh.flatMap(({ weightsError, measurement }) =>
      weightsError === undefined ? [] : Math.abs(weightsError) / measurement.real.weightsGiB!,
    );
    expect(median(shares)).toBeLessThanOrEqual(0.015);
  });

  it('the tokens in a KV cache of a known size are right within 0.5 %', () => {
    expect(worst(known(fresh.map(({ tokenError }) => tokenError)))).toBeLessThanOrEqual(0.005);
  });

  it('the half that is not fitted has the same bound', () => {
    const { ids } = fitConstants('second');
    const errors = all
      .filter(({ measurement }) => ids.includes(measurement.id))
      .map(({ kvError }) => kvError);
    expect(median(known(errors).map(Math.abs))).toBeLessThanOrEqual(0.3);
  });
});

test('the constants are those of the first half', () => {
  const { bytesPerLogit, expertsGiB } = fitConstants('first');
  const used = findEngineVersion('0.17')!;
  expect(used.bytesPerLogit.value).toBeCloseTo(bytesPerLogit, 0);
  expect(Math.abs(used.expertsGiB.value - expertsGiB)).toBeLessThan(0.05);
});

test('docs/gpu-sizing-accuracy.md is what npm run accuracy writes', () => {
  const file = path.join(__dirname, '..', 'docs', 'gpu-sizing-accuracy.md');
  expect(readFileSync(file, 'utf8')).toBe(accuracyPage());
});
