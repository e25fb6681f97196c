import { addDays, isIsoDate, laterOf } from '../../../lib/values/iso-date';

test.each([
  ['2026-12-01', true],
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2026-13-01', false],
  ['2026-12-1', false],
  ['today', false],
])('%s is a day: %s', (text, expected) => expect(isIsoDate(text)).toBe(expected));

test('days cross months and years', () => {
  expect(addDays('2026-11-30', 60)).toBe('2027-01-29');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
});

test('the later day', () => {
  expect(laterOf('2026-12-01', '2027-01-01')).toBe('2027-01-01');
  expect(laterOf('2027-01-01', '2026-12-01')).toBe('2027-01-01');
});
