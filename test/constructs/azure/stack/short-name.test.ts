import * as fc from 'fast-check';
import { shortName } from '../../../../constructs/azure/stack/short-name';

describe('shortName()', () => {
  it.each([
    ['alerts', 12, 'alerts'],
    ['production-alerts', 12, 'production-a'],
    ['production--alerts', 12, 'production'],
  ])('%s in %d characters is %s', (name, maxLength, short) => {
    expect(shortName(name, maxLength)).toBe(short);
  });

  it('returns a prefix that is short enough and does not end with a hyphen', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z-]*$/), fc.nat(20), (name, maxLength) => {
        const short = shortName(name, maxLength);
        return name.startsWith(short) && short.length <= maxLength && !short.endsWith('-');
      }),
    );
  });
});
