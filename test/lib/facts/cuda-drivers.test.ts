import { driverBranchFor } from '../../../lib/facts/cuda-drivers';

test.each([
  ['13.0', 580],
  ['13.4', 580],
  ['12.9', 525],
  ['12.1', 525],
  ['11.8', 450],
])('CUDA %s needs driver R%d', (cuda, branch) => {
  expect(driverBranchFor(cuda)).toBe(branch);
});

test.each(['14.0', '', 'toString'])('"%s" is not known', (cuda) => {
  expect(driverBranchFor(cuda)).toBeUndefined();
});
