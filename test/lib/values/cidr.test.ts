import * as fc from 'fast-check';
import { Cidr } from '../../../lib/values/cidr';

const anyCidr = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 32 }))
  .map(([address, prefix]) => {
    const size = 2 ** (32 - prefix);
    const first = address - (address % size);
    return Cidr.parse(
      `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${prefix}`,
    );
  });

describe('Cidr', () => {
  it.each(['10.0.0.0', '10.0.0.0/33', '256.0.0.0/8', 'fd00::/8', '10.0.0/16', ''])('rejects "%s"', (text) => {
    expect(() => Cidr.parse(text)).toThrow('is not an IPv4 range');
  });

  it('rejects host bits, and reports where the range starts', () => {
    expect(() => Cidr.parse('10.0.1.7/16')).toThrow(
      '"10.0.1.7/16" has host bits set; the range starts at 10.0.0.0/16',
    );
  });

  it('returns the addresses of a range', () => {
    expect(Cidr.parse('10.245.0.0/16').address(10)).toBe('10.245.0.10');
  });

  it('contains the last address of the address space', () => {
    expect(Cidr.parse('255.255.255.0/24').containsAddress('255.255.255.255')).toBe(true);
  });

  it('contains no text that is not an address', () => {
    expect(Cidr.parse('10.0.0.0/8').containsAddress('10.0.0')).toBe(false);
  });

  it('overlaps in both directions or in none', () => {
    fc.assert(fc.property(anyCidr, anyCidr, (a, b) => expect(a.overlaps(b)).toBe(b.overlaps(a))));
  });

  it('overlaps exactly where one contains the other', () => {
    fc.assert(
      fc.property(anyCidr, anyCidr, (a, b) => expect(a.overlaps(b)).toBe(a.contains(b) || b.contains(a))),
    );
  });

  it('parses what it renders', () => {
    fc.assert(
      fc.property(anyCidr, (range) => expect(Cidr.parse(range.toString()).toString()).toBe(range.toString())),
    );
  });
});
