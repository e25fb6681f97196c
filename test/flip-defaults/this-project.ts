import * as path from 'node:path';
import type { FlipProject } from './project';

/** The folders of this project that decide on defaults. */
export const project: FlipProject = {
  root: path.join(__dirname, '..', '..'),
  folders: [
    // What a definition leaves out is read from the resolved platform.
    { path: 'lib/definition', fixedArguments: false, tests: ['test/lib/platform', 'test/lib/definition'] },
    { path: 'lib/platform', fixedArguments: false, tests: ['test/lib/platform'] },
    { path: 'constructs/azure', fixedArguments: true, tests: ['test/constructs/azure'] },
    { path: 'constructs/kubernetes', fixedArguments: false, tests: ['test/constructs/kubernetes'] },
    { path: 'constructs/gitops', fixedArguments: false, tests: ['test/constructs/gitops'] },
  ],
  types: ['lib', 'constructs'],
  shared: ['imports'],
  synthesis: 'test/flip-defaults/sample-synthesis.ts',
  unreachable: [
    {
      file: 'server-image.ts',
      name: 'vmSize.gpu',
      text: '[]',
      why: 'AKS installs a driver only in pools with GPUs',
    },
    {
      file: 'platform-stack.ts',
      name: 'staticId',
      text: 'true',
      why: 'directly below a ReadableStack, the logical id is the id either way',
    },
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
      file: 'parse-definition.ts',
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
      file: 'parse-definition.ts',
      name: 'valueAt(root, path)',
      text: '{}',
      why: 'an unknown field is a field of an object',
    },
    {
      file: 'queue-worker.ts',
      name: 'queue',
      text: "''",
      why: 'a worker without a queue and a subscription is refused',
    },
    {
      file: 'scaled-job.ts',
      name: 'minReplicas',
      text: '0',
      why: 'it is only compared: with 0, and as the minimum of maxReplicas, which is at least 1',
    },
  ],
};
