'use strict';

/**
 * `node --require ./cli/typescript.cjs main.ts`: runs TypeScript without a build, as `tsx/cjs` does, and reports an error of the program
 * with its place in the user's files. An error of the library keeps its stack, because it is a defect to report.
 *
 * This file is JavaScript, because Node.js loads it before it can read TypeScript.
 */
const fs = require('node:fs');
const path = require('node:path');
require('tsx/cjs');

const project = path.join(__dirname, '..');
const libraryFolders = ['lib', 'constructs', 'cli', 'imports'];

process.on('uncaughtException', (error) => {
  // process.stderr writes to a pipe after the process has ended.
  fs.writeSync(2, `${shortMessage(error) ?? fullMessage(error)}\n`);
  process.exit(1);
});

/** Undefined for an error outside of the user's files. */
function shortMessage(error) {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TransformError') {
    const places = [...error.message.matchAll(/^(.+):(\d+):(\d+): ERROR: (.*)$/gm)];
    const messages = places.map(
      // esbuild counts columns from 0, Node.js and editors from 1.
      ([, file, line, column, text]) => `${shown(file)}:${line}:${Number(column) + 1}: ${text}`,
    );
    return messages.length === 0 ? undefined : `${messages.join('\n')}\n\nNothing was written.`;
  }
  const frames = framesOf(error);
  const isMissingModule = error.code === 'MODULE_NOT_FOUND';
  const own = frames.filter(({ file }) => isOfUser(file));
  if (own.length === 0 || !(isMissingModule || isOfUser(frames[0].file))) return undefined;
  const [first, ...callers] = own.map(({ file, place }) => `${shown(file)}:${place}`);
  // Node.js lists each importing module; the places below contain them.
  const message = (isMissingModule ? error.message.split('\n')[0] : error.message).replaceAll(
    /\(0 , import_\w+\.(\w+)\)/g, // the compiled form of an import
    '$1',
  );
  const called = callers.map((each) => `\n    called at ${each}`);
  return `${first}: ${error.name}: ${message}${called.join('')}\n\nNothing was written.`;
}

function fullMessage(error) {
  return error instanceof Error
    ? error.stack
    : `main.ts or one of its modules threw a value that is not an Error: ${String(error)}`;
}

function framesOf({ stack = '' }) {
  // The compiler invents the position at which a module as a whole is called.
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
