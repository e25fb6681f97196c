import { knownModels, unknownModel } from '../../../lib/facts/models';

const fixOf = (id: string) => unknownModel(id, 'its config.json.').fix;

describe('a model that is not known', () => {
  it('is taken for the one that is spelled nearly like it', () => {
    expect(fixOf('microsoft/phi4')).toBe('Did you mean "microsoft/phi-4"? Else give its config.json.');
  });

  it('is told beside those of its maker, in any case of letters', () => {
    const told = fixOf('qwen/Qwen-of-tomorrow');
    const ofMaker = knownModels.filter(({ id }) => id.startsWith('Qwen/'));
    expect(ofMaker.length).toBeGreaterThan(1);
    expect(told).toBe(`Known of Qwen: ${ofMaker.map(({ id }) => id).join(', ')}. Else give its config.json.`);
  });

  it('of a maker that nobody knows needs its facts', () => {
    expect(fixOf('somebody/something')).toBe('Give its config.json.');
  });
});
