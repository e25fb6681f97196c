import {
  checkMultiNodeArguments,
  checkMultiNodeImage,
  checkMultiNodeShape,
  multiNodeArguments,
  multiNodeProbePlan,
} from '../../../../lib/engine/inference/multi-node';
import { inferenceProbePlan } from '../../../../lib/engine/probes/vllm-probes';
import { ProblemList } from '../../../../lib/problems/problem-list';

const said = (check: (problems: ProblemList) => void): string[] => {
  const problems = ProblemList.create();
  check(problems);
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message}. ${fix}`);
};

describe('the shape', () => {
  const shape = { nodes: 2, gpusPerNode: 8, nodeGpus: 8 };

  it.each([
    ['two nodes with all their GPUs', shape],
    ['nodes of a size that is not known', { nodes: 4, gpusPerNode: 3 }],
    ['nodes with one GPU', { nodes: 2, gpusPerNode: 1, nodeGpus: 1 }],
  ])('may be %s', (_, given) => {
    expect(said((problems) => checkMultiNodeShape(given, problems))).toEqual([]);
  });

  it.each([
    [
      'one node',
      { ...shape, nodes: 1 },
      'nodes: 1 is not allowed: a group has a leader and at least one worker. Set 2 or more, or use a server on one node.',
    ],
    [
      'half a node',
      { ...shape, nodes: 2.5 },
      'nodes: 2.5 is not allowed: a group has a leader and at least one worker. Set 2 or more, or use a server on one node.',
    ],
    [
      'no GPU',
      { ...shape, gpusPerNode: 0 },
      'gpusPerNode: 0 is not allowed. Set the GPUs of a node, 1 or more.',
    ],
    [
      'a part of the GPUs',
      { ...shape, gpusPerNode: 4 },
      'gpusPerNode: a node has 8 GPUs, not 4: a model on several nodes uses all GPUs of each. Set 8, or use a pool with another VM size.',
    ],
  ])('may not be %s', (_, given, message) => {
    expect(said((problems) => checkMultiNodeShape(given, problems))).toEqual([message]);
  });
});

test.each([
  ['docker.io/vllm/vllm-openai:v0.19.1', 1],
  ['docker.io/vllm/vllm-openai:v0.20.0', 0],
  ['docker.io/vllm/vllm-openai:v0.31.0', 0],
  ['docker.io/vllm/vllm-openai:v1.0.0', 0],
  ['myregistry.azurecr.io/vllm:mine', 0],
])('%s has %i problems', (image, count) => {
  expect(said((problems) => checkMultiNodeImage(image, problems))).toHaveLength(count);
});

test.each([
  ['-pp=3', 'Remove it and set nodes.'],
  ['--nnodes=3', 'Remove it and set nodes.'],
  [
    '--node_rank=1',
    '[1]: "--node_rank=1" is not allowed: it differs between the pods of the group. Remove it.',
  ],
  [
    '--distributed-executor-backend=ray',
    '[1]: "--distributed-executor-backend=ray" is not allowed: the pods use multiprocessing, not Ray. Remove it.',
  ],
  ['--tensor-parallel-size=2', 'Remove it and set gpusPerNode.'],
  ['-dp=2', '[1]: "-dp=2" is not allowed: the group is one engine. Remove it and raise replicas.'],
  ['-n3', 'Remove it and set nodes.'],
  ['--distributed-timeout=5', 'Remove it and set probes.'],
])('the argument %s is refused', (argument, ending) => {
  const [message] = said((problems) => checkMultiNodeArguments(['--max-num-seqs=8', argument], problems));
  expect(message).toMatch(`[1]: "${argument}" is not allowed: `);
  expect(message).toMatch(ending);
});

test('the other arguments stay at their places', () => {
  const args = ['--max-num-seqs=8', '-pp=3', '--api-key=a'];
  expect(checkMultiNodeArguments(args, ProblemList.create())).toEqual([
    '--max-num-seqs=8',
    '',
    '--api-key=a',
  ]);
});

test('only workers are without an API server', () => {
  const headless = (role: 'leader' | 'worker') =>
    multiNodeArguments(role, { nodes: 2, startupSeconds: 60 }).includes('--headless');
  expect([headless('leader'), headless('worker')]).toEqual([false, true]);
});

test('the start waits half an hour longer than that of a single node, and nothing else changes', () => {
  const input = { port: 8000, modelSizeGiB: 400 };
  const [one, many] = [inferenceProbePlan(input), multiNodeProbePlan(input)];
  const seconds = ({ startup }: typeof one) => startup.periodSeconds * startup.failureThreshold;
  expect(seconds(many)).toBe(seconds(one) + 1800);
  expect({ ...many, startup: one.startup }).toEqual(one);
});
