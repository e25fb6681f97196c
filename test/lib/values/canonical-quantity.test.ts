import fc from 'fast-check';
import { canonicalQuantity } from '../../../lib/values/canonical-quantity';
import { quantitySpellings } from './quantity-spellings';

it.each(quantitySpellings)('%s is %s', (sent, stored) => {
  expect(canonicalQuantity(sent)).toBe(stored);
});

/** An API server keeps the first two as sent, and rounds the others up to thousandths in a container. */
it.each([
  ['5.', '5'],
  ['+1', '1'],
  ['0.0001', '100u'],
  ['0.1n', '1n'],
])('%s is %s', (sent, spelt) => {
  expect(canonicalQuantity(sent)).toBe(spelt);
});

it.each(['', '.', 'Gi', '1 Gi', '1gi', '1Gib', 'half', '1e', '0x1', '1,5'])(
  '"%s" is not a quantity',
  (text) => {
    expect(canonicalQuantity(text)).toBeUndefined();
  },
);

const suffix = fc.constantFrom('n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti');
const anyQuantity = fc
  .tuple(fc.nat(), fc.option(fc.nat(999), { nil: undefined }), suffix)
  .map(([whole, fraction, unit]) => `${whole}${fraction === undefined ? '' : `.${fraction}`}${unit}`);

it('keeps a canonical quantity', () => {
  fc.assert(
    fc.property(anyQuantity, (text) => {
      const once = canonicalQuantity(text)!;
      expect(canonicalQuantity(once)).toBe(once);
    }),
  );
});

it('renders no fraction', () => {
  fc.assert(
    fc.property(anyQuantity, (text) => {
      expect(canonicalQuantity(text)).toMatch(/^\d+[a-zA-Z]{0,2}$/);
    }),
  );
});
