import { timeZoneProblem } from '../../../lib/engine/scaling/cron-expression';
import {
  regionNames,
  standardOffsetOfRegion,
  timeZoneOfRegion,
  unknownRegion,
} from '../../../lib/facts/azure-regions';

/** Offset of a time zone in minutes at an instant. */
function offsetAt(timeZone: string, instant: Date): number {
  const text = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text)!;
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

it.each(regionNames)('%s has a time zone and its standard offset', (region) => {
  const timeZone = timeZoneOfRegion(region)!;
  expect(timeZoneProblem(timeZone)).toBeUndefined();
  const minutes = Math.min(
    offsetAt(timeZone, new Date('2026-01-01T12:00:00Z')),
    offsetAt(timeZone, new Date('2026-07-01T12:00:00Z')),
  );
  const text = `${minutes < 0 ? '-' : '+'}${new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16)}`;
  expect(standardOffsetOfRegion(region)).toBe(text);
});

test('a misspelled region has a nearest name', () => {
  expect(unknownRegion('koreacentral')).toBeUndefined();
  expect(unknownRegion('koreacentrall')).toBe(
    `"koreacentrall" is not one of the ${regionNames.length} known regions of Azure. Did you mean "koreacentral"?`,
  );
  expect(unknownRegion('constructor')).toContain('is not one of');
});
