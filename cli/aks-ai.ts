#!/usr/bin/env node
import { runCommandLine } from './command-line';

process.exitCode = runCommandLine(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  columns: process.stdout.columns,
  // no-color.org: whatever its value is (2026-11).
  hasColours: process.stdout.isTTY && !process.env['NO_COLOR'],
});
