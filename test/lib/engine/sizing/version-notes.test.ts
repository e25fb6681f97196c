import { versionNotes } from '../../../../lib/engine/sizing/version-notes';
import { pinnedEngineVersion } from '../../../../lib/facts/engine-versions';

describe('versionNotes', () => {
  it.each([pinnedEngineVersion, `v${pinnedEngineVersion}`])('has none for %s', (version) => {
    expect(versionNotes(version)).toEqual([]);
  });

  it('says of another version whose kernels the estimate has', () => {
    expect(versionNotes('0.19.1')).toEqual([
      `The kernels for data types and GPUs are those of vLLM ${pinnedEngineVersion}. vLLM 0.19.1 may refuse others.`,
    ]);
  });

  it('says of a newer version that its values are not known', () => {
    expect(versionNotes('0.99')[0]).toBe(
      `vLLM 0.99 is newer than ${pinnedEngineVersion}, the newest version that the estimate knows: all values are those of ${pinnedEngineVersion}.`,
    );
  });
});
