import { errorOf, measuredTerm, sumOf } from '../../../../lib/engine/sizing/memory-term';

test('a term has the measured value in bytes', () => {
  expect(measuredTerm('CUDA', { value: 1, below: 0.5, above: 0.25 }, 'a log')).toEqual({
    name: 'CUDA',
    bytes: 2 ** 30,
    below: 2 ** 29,
    above: 2 ** 28,
    source: 'a log',
  });
});

const of = (value: number, below: number, above: number) =>
  measuredTerm('x', { value, below, above }, 'a log');

test('terms add up', () => {
  expect([sumOf([of(1, 0, 0), of(2, 0, 0)]), sumOf([])]).toEqual([3 * 2 ** 30, 0]);
});

test('errors of terms do not all come together', () => {
  const terms = [of(1, 3, 0), of(1, 4, 0)];
  expect([errorOf(terms, 'below'), errorOf(terms, 'above')]).toEqual([5 * 2 ** 30, 0]);
});
