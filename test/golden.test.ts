import { committedGolden, goldenTerraform, updateCommand } from './golden-terraform';

/** The whole Terraform of the sample platform, so that everything that Azure would get is in the diff of a pull request. */
describe(`the golden Terraform of the sample (\`${updateCommand}\` rewrites it: review the diff)`, () => {
  const golden = goldenTerraform();
  const committed = new Map(committedGolden().map((file) => [file.path, file.text]));

  it.each(golden.map((file) => [file.path, file.text]))('is %s', (file, text) => {
    expect(text.split('\n')).toEqual(committed.get(file)?.split('\n'));
  });

  it('has no file that is no longer produced', () => {
    const produced = golden.map((file) => file.path);
    expect([...committed.keys()].filter((file) => !produced.includes(file))).toEqual([]);
  });

  it('has one file per path, each short enough to review', () => {
    expect(new Set(golden.map((file) => file.path)).size).toBe(golden.length);
    expect(golden.filter((file) => file.text.split('\n').length > 400)).toEqual([]);
  });
});
