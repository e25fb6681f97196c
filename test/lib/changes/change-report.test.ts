import { azureCases } from './cases/azure';
import { findingCases } from './cases/findings';
import { objectCases } from './cases/objects';
import { podCases } from './cases/pods';
import { linesOf, production, reportOf } from './checkouts';

/** Each kind of change with its whole report. */
describe.each([
  ['pods', podCases],
  ['objects', objectCases],
  ['Azure', azureCases],
  ['findings', findingCases],
])('a change of %s', (_, cases) => {
  it.each(cases.map((each) => [each.title, each] as const))('%s', (_, { before, after, says }) => {
    expect(linesOf(reportOf(after(), before?.() ?? production))).toEqual(says);
  });
});
