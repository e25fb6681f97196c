import { renderTerraform } from '../../constructs/synth/render-terraform';

function thrownBy(make: () => never): Error {
  try {
    renderTerraform(make);
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

it('keeps the stack of an error in an extension', () => {
  const error = thrownBy(function brokenExtension() {
    throw new TypeError('that is undefined');
  });
  expect(error.stack).toMatch(
    /^TypeError: that is undefined\n\s+at brokenExtension .*render-terraform\.test\.ts/,
  );
});

it('restores the formatting of stacks', () => {
  const before = Error.prepareStackTrace;
  thrownBy(() => {
    throw new Error('broken');
  });
  expect(Error.prepareStackTrace).toBe(before);
});
