#!/usr/bin/env node
import { runCommandLine } from './command-line';

// Who reads no further (`| head`) has what he wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = runCommandLine(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  columns: process.stdout.columns,
  // no-color.org: whatever its value is (2026-11).
  hasColours: process.stdout.isTTY && !process.env['NO_COLOR'],
});
