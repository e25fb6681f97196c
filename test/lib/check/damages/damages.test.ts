import { checkPicture } from '../../../../lib/check/check-picture';
import { allDamages } from './all-damages';
import { damagedSample } from './sample-draft';

const check = (change: Parameters<typeof damagedSample>[0]) => {
  const { picture, unreadable } = damagedSample(change);
  return checkPicture(picture, { unreadable }).findings;
};

test('the sample has no finding', () => {
  expect(check(() => {}).map(({ rule, object, field, message }) => [rule, object, field, message])).toEqual(
    [],
  );
});

test('each damage has a unique name', () => {
  const names = allDamages.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

const found: string[] = [];
afterAll(() => {
  // Written to stderr, because Jest's console adds a stack trace.
  process.stderr.write(`\n${found.length} of ${allDamages.length} damages found by the expected rule\n`);
});

test.each(allDamages.map((damage) => [damage.rule, damage.name, damage] as const))(
  '%s: %s',
  (rule, name, damage) => {
    const rules = new Set(check(damage.change).map((finding) => finding.rule));
    expect([...rules]).toContain(rule);
    found.push(name);
    rules.delete(rule);
    // At most two other rules may report the same damage. More would be noise.
    expect([...rules].slice(2)).toEqual([]);
  },
);
