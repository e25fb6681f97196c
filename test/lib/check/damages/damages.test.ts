import { checkPicture } from '../../../../lib/check/check-picture';
import { allDamages } from './all-damages';
import { damagedSample } from './sample-draft';

const check = (change: Parameters<typeof damagedSample>[0]) => {
  const { picture, unreadable } = damagedSample(change);
  return checkPicture(picture, { unreadable }).findings;
};

test('the sample itself has no finding', () => {
  expect(check(() => {}).map(({ rule, object, field, message }) => [rule, object, field, message])).toEqual(
    [],
  );
});

test('the damages are many, and each has its own name', () => {
  const names = allDamages.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

const found: string[] = [];
afterAll(() => {
  // Past Jest's console, which would put a stack trace below it.
  process.stderr.write(`\n${found.length} of ${allDamages.length} damages found by the rule that should\n`);
});

test.each(allDamages.map((damage) => [damage.rule, damage.name, damage] as const))(
  '%s: %s',
  (rule, name, damage) => {
    const rules = new Set(check(damage.change).map((finding) => finding.rule));
    expect([...rules]).toContain(rule);
    found.push(name);
    rules.delete(rule);
    // Two others may see it too; more would be noise.
    expect([...rules].slice(2)).toEqual([]);
  },
);
