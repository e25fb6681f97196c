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
      file: 'vllm-sizing.ts',
      name: 'found?.model.weightsBytes',
      text: 'gib',
      why: 'without vmSize, everything that follows from the size of the model is required',
    },
    {
      file: 'resolve-scaling.ts',
      name: 'fieldNames',
      text: '{}',
      why: 'a list of problems without names is the same as one with no name to replace',
    },
    {
      file: 'queue-worker.ts',
      name: 'other?.lockSeconds',
      text: '0',
      why: 'it is the smallest of a maximum: each worker has a longer lock',
    },
    {
      file: 'check-shape.ts',
      name: 'node.def?.values',
      text: '[]',
      why: 'each alternative of a discriminated union names its kind with a literal',
    },
    {
      file: 'resolve-network.ts',
      name: 'definition.dnsServiceIp ?? service?.address(10)',
      text: "''",
      why: 'the service range is refused, and with it the platform',
    },
    {
      file: 'resolve-ingress.ts',
      name: "definition.nodePool ?? context.nodePools.find((pool) => pool.role === 'cpu')?.name",
      text: "''",
      why: 'a platform without a cpu pool is refused',
    },
    {
      file: 'resolve-model.ts',
      name: 'modelSizeGiB',
      text: 'standInGiB',
      why: 'a model of unknown size is refused',
    },
    {
      file: 'litellm-gateway.ts',
      name: 'resolveReplicas(definition, 2, problems)',
      text: '2',
      why: 'it is undefined only with scaling, which a gateway does not have',
    },
    {
      file: 'check-shape.ts',
      name: 'known ?? other',
      text: "'See the description of the field.'",
      why: 'each union of the schema has a type or a value to name',
    },
    {
      file: 'scaled-job.ts',
      name: 'minReplicas',
      text: '0',
      why: 'it is only compared: with 0, and as the minimum of maxReplicas, which is at least 1',
    },
  ],
};
