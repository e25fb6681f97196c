import * as fc from 'fast-check';
import { isoDays, isoMinutes, isoSeconds } from '../../../../constructs/azure/monitoring/iso-duration';

/** Seconds of a duration of ISO 8601. */
function secondsOf(duration: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)!;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!;
}

describe('durations', () => {
  it.each([
    [isoDays(14), 'P14D'],
    [isoSeconds(30), 'PT30S'],
    [isoSeconds(60), 'PT1M'],
    [isoSeconds(90), 'PT1M30S'],
    [isoSeconds(0), 'PT0S'],
    [isoMinutes(5), 'PT5M'],
    [isoMinutes(60), 'PT1H'],
    [isoMinutes(1440), 'P1D'],
    [isoMinutes(1530), 'P1DT1H30M'],
  ])('%s is written as Azure returns it', (duration, written) => {
    expect(duration).toBe(written);
  });

  it('isoSeconds() keeps the length', () => {
    fc.assert(fc.property(fc.nat(86_400), (value) => secondsOf(isoSeconds(value)) === value));
  });

  it('isoMinutes() keeps the length', () => {
    const minutes = fc.integer({ min: 1, max: 10_080 });
    fc.assert(fc.property(minutes, (value) => secondsOf(isoMinutes(value)) === value * 60));
  });
});
