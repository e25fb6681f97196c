import {
  aksVersions,
  aksVersionsRead,
  defaultAksVersion,
  findAksVersion,
  forcedUpgradesFrom,
  isOlderMinor,
  minorVersionOf,
} from '../../../lib/facts/aks-versions';
import { isIsoDate } from '../../../lib/values/iso-date';

test('rows are in the order of the versions, without a gap', () => {
  const minors = aksVersions.map(({ minor }) => Number(minor.split('.')[1]));
  expect(minors).toEqual(minors.map((_, index) => minors[0]! + index));
});

test.each(aksVersions)('$minor: long-term support is one year longer', (row) => {
  const years = (date: string) => Number(date.slice(0, 4));
  expect(row.endOfLongTermSupport.slice(4)).toBe(row.endOfSupport.slice(4));
  expect(years(row.endOfLongTermSupport)).toBe(years(row.endOfSupport) + 1);
  expect(row.generallyAvailable < row.endOfSupport).toBe(true);
});

test('every day is a day of the calendar', () => {
  const days = aksVersions.flatMap((row) => [row.endOfSupport, row.endOfLongTermSupport]);
  expect([...days, aksVersionsRead, forcedUpgradesFrom].filter((day) => !isIsoDate(day))).toEqual([]);
});

test('a later version has no older KEDA', () => {
  const keda = aksVersions.flatMap((row) => row.keda ?? []);
  expect(keda.slice(1).filter((version, index) => isOlderMinor(version, keda[index]!))).toEqual([]);
});

test('the default version has a row', () => expect(findAksVersion(defaultAksVersion)).toBeDefined());

test.each([
  ['1.36', '1.36'],
  ['1.36.2', '1.36'],
  ['v1.36.2', '1.36'],
  ['2.20.0-rc.1', '2.20'],
  ['', undefined],
  ['1', undefined],
  ['1.x', undefined],
  ['>=1.36', undefined],
])('minor version of "%s"', (version, minor) => expect(minorVersionOf(version)).toBe(minor));

test.each([
  ['1.9', '1.10', true],
  ['1.10', '1.9', false],
  ['1.36', '1.36', false],
  ['1.36', '2.0', true],
])('%s is older than %s: %s', (version, other, expected) =>
  expect(isOlderMinor(version, other)).toBe(expected),
);
