import { knownModels, unknownModel } from '../../../lib/facts/models';

const fixOf = (id: string) => unknownModel(id, 'its config.json.').fix;

describe('an unknown model', () => {
  it('is taken for the one that is spelled nearly like it', () => {
    expect(fixOf('microsoft/phi4')).toBe('Did you mean "microsoft/phi-4"? Or set its config.json.');
  });

  it('is reported with the known models of its maker, in any case of letters', () => {
    const told = fixOf('qwen/Qwen-of-tomorrow');
    const ofMaker = knownModels.filter(({ id }) => id.startsWith('Qwen/'));
    expect(ofMaker.length).toBeGreaterThan(1);
    expect(told).toBe(
      `Known models of Qwen: ${ofMaker.map(({ id }) => id).join(', ')}. Or set its config.json.`,
    );
  });

  it('of an unknown maker needs its facts', () => {
    expect(fixOf('unknown/model')).toBe('Set its config.json.');
  });
});
