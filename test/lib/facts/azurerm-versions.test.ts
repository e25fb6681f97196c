import { azurermVersionProblem, isAzurermAtLeast } from '../../../lib/facts/azurerm-versions';

describe('versions of azurerm', () => {
  it.each(['4.55', '4.81', '5.2', '5.10'])('supports %s', (version) => {
    expect(azurermVersionProblem(version)).toBeUndefined();
  });

  it.each([
    ['4.54', 'azurerm 4.54 does not support every argument of this platform'],
    ['4.6', 'azurerm 4.6 does not support every argument of this platform'],
    ['4.82', 'azurerm 4.82 does not exist'],
    ['5.1', 'azurerm 5.1 does not support every argument of this platform'],
    ['3.116', 'azurerm 3.x is not supported'],
    ['6.0', 'azurerm 6.x is not supported'],
    ['4.81.0', '"4.81.0" is not a version of azurerm, <major>.<minor>'],
    ['~> 4.81', '"~> 4.81" is not a version of azurerm, <major>.<minor>'],
    ['4', '"4" is not a version of azurerm, <major>.<minor>'],
  ])('refuses %s', (version, problem) => {
    expect(azurermVersionProblem(version)).toBe(problem);
  });

  it('compares the numbers', () => {
    expect(isAzurermAtLeast('5.10', '5.2')).toBe(true);
    expect(isAzurermAtLeast('4.81', '5.0')).toBe(false);
    expect(isAzurermAtLeast('4.60', '4.60')).toBe(true);
  });
});
