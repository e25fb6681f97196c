import { definitionFingerprints, fingerprintOf } from '../../constructs/synth/fingerprint';
import { fullPlatform } from '../platforms/small-platform';

const parts = definitionFingerprints(fullPlatform);

/** The parts in which two definitions differ. */
function changed(definition: object): readonly string[] {
  const others = definitionFingerprints(definition as typeof fullPlatform);
  return [...new Set([...parts.keys(), ...others.keys()])].filter(
    (part) => parts.get(part) !== others.get(part),
  );
}

describe('the fingerprint of a definition', () => {
  it('is a fixed hash of each part, in order: the same on every machine', () => {
    expect(fingerprintOf('Korea Central')).toBe('02d515bd2e4caacf');
    expect([...parts.keys()]).toEqual([...parts.keys()].sort());
    expect(parts.get('environment')).toBe(fingerprintOf('"test"'));
  });

  it('has a part for each entry of a named list, and one for any other field', () => {
    expect([...parts.keys()]).toEqual(expect.arrayContaining(['azure', 'cluster', 'nodePools.gpupool']));
    expect(parts.has('nodePools')).toBe(false);
  });

  it.each([
    [
      'a value',
      { ...fullPlatform, nodePools: fullPlatform.nodePools.map((pool) => ({ ...pool, maxNodes: 9 })) },
      ['nodePools.cpupool', 'nodePools.gpupool', 'nodePools.system'],
    ],
    ['a field that is left out', { ...fullPlatform, keyVault: undefined }, ['keyVault']],
    [
      'a value deep inside',
      {
        ...fullPlatform,
        cluster: { ...fullPlatform.cluster, apiServer: { authorizedIpRanges: ['203.0.113.0/24'] } },
      },
      ['cluster'],
    ],
    ['the order of values', { ...fullPlatform, extra: ['a', 'b'] }, ['extra']],
  ])('changes with %s', (_, definition, expected) => {
    expect(changed(definition)).toEqual(expected);
  });

  it('does not change with the order of keys, the order of named entries or a field that is undefined', () => {
    const reversed = (object: object) => Object.fromEntries(Object.entries(object).reverse());
    const same = {
      ...reversed(fullPlatform),
      nodePools: [...fullPlatform.nodePools].reverse().map(reversed),
      extra: undefined,
    };
    expect(changed(same)).toEqual([]);
  });

  it('sees the order of values that have no name', () => {
    const withList = (extra: readonly string[]) =>
      definitionFingerprints({ ...fullPlatform, extra } as never).get('extra');
    expect(withList(['a', 'b'])).not.toBe(withList(['b', 'a']));
  });
});
