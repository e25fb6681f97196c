'use strict';

/**
 * `node --require ./cli/typescript.cjs main.ts`: TypeScript without a build, as `tsx/cjs` alone gives it, and a mistake in the program
 * told by its place in the user's files. What the library itself throws keeps its whole stack: that is a defect to report.
 *
 * JavaScript, because it is what makes TypeScript readable.
 */
const fs = require('node:fs');
const path = require('node:path');
require('tsx/cjs');

const project = path.join(__dirname, '..');
const libraryFolders = ['lib', 'constructs', 'cli', 'imports'];

process.on('uncaughtException', (error) => {
  // Not process.stderr: to a pipe it writes later than the end of the process.
  fs.writeSync(2, `${toldShort(error) ?? toldInFull(error)}\n`);
  process.exit(1);
});

/** Undefined for what is no mistake in the user's own files. */
function toldShort(error) {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TransformError') {
    const places = [...error.message.matchAll(/^(.+):(\d+):(\d+): ERROR: (.*)$/gm)];
    const told = places.map(
      // esbuild counts columns from nothing, Node and editors from one.
      ([, file, line, column, text]) => `${shown(file)}:${line}:${Number(column) + 1}: ${text}`,
    );
    return told.length === 0 ? undefined : `${told.join('\n')}\n\nNothing was written.`;
  }
  const frames = framesOf(error);
  const isMissingModule = error.code === 'MODULE_NOT_FOUND';
  const own = frames.filter(({ file }) => isOfUser(file));
  if (own.length === 0 || !(isMissingModule || isOfUser(frames[0].file))) return undefined;
  const [first, ...callers] = own.map(({ file, place }) => `${shown(file)}:${place}`);
  // Node's own text names each module on the way; the place says it.
  const message = (isMissingModule ? error.message.split('\n')[0] : error.message).replaceAll(
    /\(0 , import_\w+\.(\w+)\)/g, // what an import has become
    '$1',
  );
  const called = callers.map((each) => `\n    called at ${each}`);
  return `${first}: ${error.name}: ${message}${called.join('')}\n\nNothing was written.`;
}

function toldInFull(error) {
  return error instanceof Error
    ? error.stack
    : `What main.ts, or a file of it, threw is no Error and has no place: ${String(error)}`;
}

function framesOf({ stack = '' }) {
  // A module as a whole is called at a place that the transformation made up.
  const lines = stack.split('\n').filter((line) => !line.includes(' at Object.<anonymous> '));
  return lines.flatMap((line) => {
    const found = /^\s+at (?:.*\()?(?:file:\/\/)?((?:[A-Za-z]:)?[^():]+):(\d+:\d+)\)?$/.exec(line);
    return found === null || found[1].startsWith('node') ? [] : [{ file: found[1], place: found[2] }];
  });
}

function isOfUser(file) {
  const [folder] = path.relative(project, file).split(path.sep);
  return !file.split(/[\\/]/).includes('node_modules') && !libraryFolders.includes(folder);
}

function shown(file) {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative.split(path.sep).join('/');
}
