import type { Checkout } from '../../../lib/changes/environment-files';
import { azureCases } from './cases/azure';
import { findingCases } from './cases/findings';
import { objectCases } from './cases/objects';
import { podCases } from './cases/pods';
import { production, reportOf, told, without } from './checkouts';

/** The cases change one half by hand, which the runbook beside the other one would tell. */
const ofHalf = (checkout: Checkout) => without(checkout, /RUNBOOK\.md$/);

/** Each kind of change, and everything that is said of it: no less, and nothing else. */
describe.each([
  ['pods', podCases],
  ['objects', objectCases],
  ['Azure', azureCases],
  ['the check', findingCases],
])('a change of %s', (_, cases) => {
  it.each(cases.map((each) => [each.title, each] as const))('%s', (_, { before, after, says }) => {
    expect(told(reportOf(ofHalf(after()), ofHalf(before?.() ?? production)))).toEqual(says);
  });
});
