import { type ServerNeedsInput, serverNeeds } from '../../../../lib/engine/inference/server-needs';
import { findVmSize } from '../../../../lib/facts/vm-sizes';
import { ProblemList } from '../../../../lib/problems/problem-list';

const node = { vmSize: findVmSize('Standard_NC96ads_A100_v4')!, maxPods: 110 };

function needs(input: Partial<ServerNeedsInput> = {}) {
  const problems = ProblemList.create();
  const result = serverNeeds(
    {
      gpus: 2,
      nodes: 1,
      modelSizeGiB: 27.3,
      source: 'hugging-face',
      port: 8000,
      emptyNodes: [node],
      ...input,
    },
    problems,
  );
  return { ...result, problems: problems.problems.map(({ path }) => path) };
}

test('a pod requests the share of the node that its GPUs are, and /dev/shm for each GPU', () => {
  expect(needs()).toMatchObject({
    resources: { cpu: '37', memory: '339Gi' },
    sharedMemoryGiB: 8,
    problems: [],
  });
});

test('the cache holds the weights only if the server downloads them', () => {
  expect(needs().cacheSizeGiB).toBe(36);
  expect(needs({ source: 'blob' }).cacheSizeGiB).toBe(5);
});

test('the requests of the definition are checked against the node and the processes of the server', () => {
  const resources = { cpu: '200', memory: '8Gi' };
  const found = needs({ resources });
  expect(found.resources).toBe(resources);
  expect(found.problems).toEqual(['resources.cpu', 'resources.memory']);
});

test('the startup probe waits longer for a group of nodes', () => {
  const budget = ({ startup }: ReturnType<typeof needs>['probes']) =>
    startup.periodSeconds * startup.failureThreshold;
  expect(budget(needs({ nodes: 2 }).probes)).toBeGreaterThan(budget(needs().probes));
});
