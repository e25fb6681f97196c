import { azureCases } from './cases/azure';
import { findingCases } from './cases/findings';
import { objectCases } from './cases/objects';
import { podCases } from './cases/pods';
import { production, reportOf, told } from './checkouts';

/** Each kind of change, and everything that is said of it: no less, and nothing else. */
describe.each([
  ['pods', podCases],
  ['objects', objectCases],
  ['Azure', azureCases],
  ['the check', findingCases],
])('a change of %s', (_, cases) => {
  it.each(cases.map((each) => [each.title, each] as const))('%s', (_, { before, after, says }) => {
    expect(told(reportOf(after(), before?.() ?? production))).toEqual(says);
  });
});
