#!/usr/bin/env node
import { runCommandLine } from './command-line';

// Ignore EPIPE: the reader closed the pipe (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runCommandLine(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  columns: process.stdout.columns,
  // NO_COLOR disables colours with any value: no-color.org (2026-11).
  hasColours: process.stdout.isTTY && !process.env['NO_COLOR'],
}).then((code) => {
  process.exitCode = code;
});
