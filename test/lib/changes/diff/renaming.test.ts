import fc from 'fast-check';
import { renaming } from '../../../../lib/changes/diff/renaming';

const pairs = [
  { what: 'environment', first: 'dev', second: 'production-koreacentral' },
  { what: 'cluster', first: 'my-aks-dev', second: 'my-aks' },
  { what: 'namespace', first: 'dev', second: 'production' },
];
const originals = new Set(['system:production:agent', 'dist/production-koreacentral/agent']);
const first = renaming(pairs, 'first', undefined, (text) => text === '/dev/shm');
const second = renaming(pairs, 'second', originals);

it.each([
  ['my-aks-dev-agent', 'my-aks-agent'],
  ['dist/dev/agent', 'dist/production-koreacentral/agent'],
  ['system:dev:agent', 'system:production:agent'],
])('%s and %s are equal', (a, b) => {
  expect(first.rename(a)).toBe(second.rename(b));
  expect(first.show(first.rename(a))).toBe(a);
  expect(second.show(second.rename(b))).toBe(b);
});

it.each(['develop', 'my-aksx', 'mydev', '/dev/shm'])('%s contains none of the names', (text) => {
  expect(first.rename(text)).toBe(text);
});

it('reaches keys, lists and everything below', () => {
  const value = { 'dev/a': [{ b: 'my-aks-dev' }, 1, null, true] };
  const renamed = first.rename(value);
  expect(JSON.stringify(renamed)).not.toMatch(/dev/);
  expect(first.show(renamed)).toEqual(value);
});

it('restores every original value', () => {
  const words = fc
    .array(fc.constantFrom('dev', 'my-aks-dev', '-', '/', 'x', ' '), { maxLength: 8 })
    .map((parts) => parts.join(''));
  fc.assert(fc.property(words, (text) => expect(first.show(first.rename(text))).toBe(text)));
});

it('without pairs changes nothing', () => {
  expect(renaming([], 'first').rename('dev')).toBe('dev');
});
