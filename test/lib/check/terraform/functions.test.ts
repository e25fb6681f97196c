import { valueIn } from './evaluated-hcl';
import { knownExpressions } from './known-expressions';

describe('callFunction', () => {
  it.each(knownExpressions)('evaluates %s', async (expression, value) => {
    expect(await valueIn(expression)).toEqual(value);
  });

  it.each([
    ['a function that reads a file', 'file("x.txt")'],
    ['a function with a random result', 'uuid()'],
    ['an unknown argument', 'upper(var.given)'],
    ['an argument that is not valid', 'tonumber("x")'],
    ['a range that is too long', 'range(2000)'],
    ['a product that is too long', 'setproduct(range(1000), range(1000))'],
    ['a text that is too long', 'format("%999999999999s", "a")'],
    [
      'an expression with too many iterations',
      '[for a in range(999) : [for b in range(999) : [for c in range(999) : c]]]',
    ],
    ['a name that does not exist', 'nothing.at.all'],
  ])('leaves %s unknown', async (_, expression) => {
    expect(await valueIn(expression, 'variable "given" {}')).toBe(`\${${expression}}`);
  });
});
