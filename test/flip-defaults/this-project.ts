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
  unreachable: [
    {
      file: 'lib/definition/check-shape.ts',
      name: 'known ?? other',
      text: "'See the description of the field.'",
      why: 'each union of the schema has a type or a value to name',
    },
    {
      file: 'constructs/kubernetes/scaling/scaled-job.ts',
      name: 'minReplicas',
      text: '0',
      why: 'it is only compared: with 0, and as the minimum of maxReplicas, which is at least 1',
    },
  ],
};
