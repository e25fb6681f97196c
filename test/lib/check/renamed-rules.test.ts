import { allRules } from '../../../lib/check/all-rules';
import { currentRuleId, formerRuleIds } from '../../../lib/check/renamed-rules';

test('a former id has a current one', () => {
  expect(currentRuleId('images/privileged')).toBe('security/privileged');
});

test('a current id stays', () => {
  expect(allRules.filter(({ id }) => currentRuleId(id) !== id)).toEqual([]);
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', ''])(
  'an id that is no rule stays: "%s"',
  (id) => {
    expect(currentRuleId(id)).toBe(id);
  },
);

test('a rule has its former ids', () => {
  expect(formerRuleIds('security/privileged')).toEqual(['images/privileged']);
});

test('a rule without a former name has none', () => {
  expect(formerRuleIds('constructor')).toEqual([]);
});
