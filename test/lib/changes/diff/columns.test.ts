import fc from 'fast-check';
import { columns, columnsOrLines } from '../../../../lib/changes/diff/columns';

const screen = (width: number) => ({ width, title: (text: string) => text });
const row = (label: string, first: string, second: string) => ({ label, first, second });

it('are as wide as their values', () => {
  expect(columns([row('', 'one', 'two'), row('replicas', '1', '1-3')], 2, screen(80))).toEqual([
    '            one  two',
    '  replicas  1    1-3',
  ]);
});

it('show the difference of two long values', () => {
  const long = 'a'.repeat(60);
  const [line] = columns([row('x', `${long}1${long}`, `${long}2${long}`)], 0, screen(60));
  expect(line).toMatch(/^x {2}…a{8}1a+… {2}…a{8}2a+…$/);
});

it('become lines for a row that is too wide', () => {
  expect(
    columnsOrLines([row('a', '1', '2'), row('b', 'x'.repeat(40), 'y')], ['one', 'second'], 2, screen(40)),
  ).toEqual(['  a  1  2', '  b', `    one     ${'x'.repeat(27)}…`, '    second  y']);
});

it('are never wider than the screen', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 80 });
  const rows = fc.array(fc.record({ label: text, first: text, second: text }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(rows, fc.integer({ min: 50, max: 200 }), (some, width) => {
      const lines = [
        ...columns(some, 2, screen(width)),
        ...columnsOrLines(some, ['one', 'two'], 4, screen(width)),
      ];
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
    }),
  );
});
