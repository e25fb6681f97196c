import fc from 'fast-check';
import { durationText } from '../../../../lib/operations/runbook/duration-text';

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, min: 60, s: 1 };

/** What a reader makes of it. */
function secondsOf(text: string): number {
  return [...text.matchAll(/(\d+) (h|min|s)\b/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * unitSeconds[unit!]!,
    0,
  );
}

describe('a duration as text', () => {
  it.each([
    [45, '45 s'],
    [90, '90 s'],
    [120, '2 min'],
    [690, '11 min 30 s'],
    [3600, '1 h'],
    [11700, '3 h 15 min'],
  ])('is what people say: %d', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it('loses no second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seconds) => {
        expect(secondsOf(durationText(seconds))).toBe(seconds);
      }),
    );
  });
});
