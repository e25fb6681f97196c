import fc from 'fast-check';
import { checkFit } from '../../../../lib/engine/sizing/check-fit';
import { type Load, recommend } from '../../../../lib/engine/sizing/recommend';
import { findModel, knownModels } from '../../../../lib/facts/models';
import { findVmSize } from '../../../../lib/facts/vm-sizes';
import { ProblemList } from '../../../../lib/problems/problem-list';

const model = findModel('meta-llama/Llama-3.1-8B-Instruct')!;
const load: Load = { model, maxModelLen: 8192, requestsInFlight: 20 };
const ways = (more: Partial<Load> = {}) => recommend({ ...load, ...more }, ProblemList.create());

test('holds the load within the fit, each way', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...knownModels),
      fc.integer({ min: 1, max: 500 }),
      (each, requestsInFlight) => {
        for (const { replicas, nodes, vmSize, sizing } of ways({
          model: each,
          maxModelLen: 4096,
          requestsInFlight,
        })) {
          // A third of a request at each of three replicas is no request.
          const whole =
            Math.floor(sizing.concurrentRequests / sizing.dataParallelSize) * sizing.dataParallelSize;
          expect(replicas * whole).toBeGreaterThanOrEqual(requestsInFlight);
          expect((nodes / sizing.nodes) * sizing.replicasPerNode).toBeGreaterThanOrEqual(replicas);
          const problems = ProblemList.create();
          const { tensorParallelSize, gpuMemoryUtilization } = sizing;
          const plan = { model: each, vmSize: findVmSize(vmSize)!, tensorParallelSize, gpuMemoryUtilization };
          checkFit({ ...plan, nodes: sizing.nodes, maxModelLen: 4096 }, problems);
          expect(problems.problems).toEqual([]);
        }
      },
    ),
  );
});

test('has a way for every model', () => {
  const without = knownModels.filter(
    (each) => ways({ model: each, maxModelLen: Math.min(4096, each.maxPositions) }).length === 0,
  );
  expect(without.map(({ id }) => id)).toEqual([]);
});

test('begins with the cheapest', () => {
  const costs = ways().map(({ cost }) => cost);
  expect(costs.length).toBeGreaterThan(3);
  expect([...costs].sort((a, b) => a - b)).toEqual(costs);
});

test('takes prices, and then only the sizes that have one', () => {
  const costPerSize = { Standard_NC40ads_H100_v5: 7, Standard_NC24ads_A100_v4: 4 };
  expect(ways({ costPerSize }).map(({ vmSize }) => vmSize)).toEqual([
    'Standard_NC24ads_A100_v4',
    'Standard_NC40ads_H100_v5',
  ]);
});

test('stays within a quota of each size', () => {
  const all = ways({ quota: 40 });
  expect(all.length).toBeGreaterThan(0);
  expect(Math.max(...all.map(({ vcpus }) => vcpus))).toBeLessThanOrEqual(40);
});

test('takes the sizes that a quota names, and no other', () => {
  const quota = { Standard_NC24ads_A100_v4: 240, Standard_NC40ads_H100_v5: 39 };
  expect(ways({ quota }).map(({ vmSize }) => vmSize)).toEqual(['Standard_NC24ads_A100_v4']);
});

test('counts the nodes of a model that takes several', () => {
  const r1 = findModel('deepseek-ai/DeepSeek-R1-0528')!;
  const quota = { Standard_ND96isr_H100_v5: 10_000 };
  const [way] = ways({ model: r1, maxModelLen: 8192, requestsInFlight: 1, quota });
  expect(way).toMatchObject({ replicas: 1, nodes: 2, vcpus: 192 });
});

test('leaves more room than what just fits', () => {
  const llama = findModel('meta-llama/Llama-3.3-70B-Instruct')!;
  const names = ways({ model: llama, maxModelLen: 8192 }).map(({ vmSize }) => vmSize);
  expect(names).not.toContain('Standard_NC48ads_A100_v4');
  expect(names).toContain('Standard_NC96ads_A100_v4');
});

test('takes no GPU that lacks the type', () => {
  expect(ways().filter(({ vmSize }) => vmSize.includes('T4'))).toEqual([]);
});

test('gives nothing for a model that nothing holds', () => {
  expect(ways({ model: { ...model, weightsBytes: 1e14 } })).toEqual([]);
});

test('reports every invalid number', () => {
  const problems = ProblemList.create();
  const wrong = {
    ...load,
    requestsInFlight: 0,
    maxModelLen: Number.NaN,
    quota: { Standard_NC24ads_A100_v4: -1 },
    costPerSize: { Standard_NC24ads_A100_v4: '4' as unknown as number },
  };
  expect(recommend(wrong, problems)).toEqual([]);
  expect(problems.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'maxModelLen: NaN is not a valid number of tokens',
    'requestsInFlight: 0 is not a valid number of requests',
    'quota.Standard_NC24ads_A100_v4: -1 is not allowed',
    'costPerSize.Standard_NC24ads_A100_v4: 4 is not allowed',
  ]);
});

test('does not add up parts of requests', () => {
  const costPerSize = { Standard_NC24ads_A100_v4: 1 };
  const [way] = ways({ maxModelLen: 131_072, requestsInFlight: 29, costPerSize });
  expect(way).toMatchObject({ replicas: 10, nodes: 10 }); // three whole ones each
});

test('takes more GPUs than the weights need where that is cheaper', () => {
  const llama = findModel('meta-llama/Llama-3.3-70B-Instruct')!;
  const quota = { Standard_ND96isr_H100_v5: 96 };
  const [way] = ways({ model: llama, maxModelLen: 131_072, requestsInFlight: 9, quota });
  expect(way).toMatchObject({ nodes: 1, replicas: 1, sizing: { gpus: 8 } });
});

test('counts a model that keeps nothing by the batch of the engine', () => {
  const recurrent = { ...model, constantStateLayers: model.layers, stateBytesPerLayer: 1024 };
  const [way] = ways({ model: recurrent, requestsInFlight: 1000 });
  expect(way!.sizing.fullRequests).toBe(way!.sizing.maxNumSeqs);
  expect(way!.replicas).toBe(Math.ceil(1000 / way!.sizing.maxNumSeqs));
});

test('reports a size that does not exist', () => {
  const problems = ProblemList.create();
  recommend({ ...load, costPerSize: { foo: 1 } as never }, problems);
  expect(problems.problems.map(({ path }) => path)).toEqual(['costPerSize.foo']);
});
