import * as path from 'node:path';
import type { FlipProject } from './project';

/** The folders of this project that decide on defaults. */
export const project: FlipProject = {
  root: path.join(__dirname, '..', '..'),
  folders: [
    { path: 'lib/definition', fixedArguments: false },
    { path: 'lib/platform', fixedArguments: false },
    { path: 'constructs/azure', fixedArguments: true },
    { path: 'constructs/kubernetes', fixedArguments: false },
    { path: 'constructs/gitops', fixedArguments: false },
  ],
  types: ['lib', 'constructs'],
  shared: ['imports'],
  synthesis: 'test/flip-defaults/sample-synthesis.ts',
  unreachable: [],
};
