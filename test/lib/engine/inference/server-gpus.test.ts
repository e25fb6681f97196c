import {
  enginesOf,
  type ServerGpusInput,
  sizeServerGpus,
} from '../../../../lib/engine/inference/server-gpus';
import { findModel } from '../../../../lib/facts/models';
import { findVmSize, type VmSizeName } from '../../../../lib/facts/vm-sizes';
import { ProblemList } from '../../../../lib/problems/problem-list';

function sized(sizes: readonly VmSizeName[], server: Partial<ServerGpusInput> = {}) {
  const problems = ProblemList.create();
  const vmSizes = sizes.map((size) => findVmSize(size)!);
  const result = sizeServerGpus(
    { model: findModel('microsoft/phi-4'), vmSizes, nodes: 1, ...server },
    problems,
  );
  return { ...result, problems: problems.problems.map(({ path }) => path) };
}

test('the GPUs suffice on every VM size', () => {
  expect(sized(['Standard_NC80adis_H100_v5']).gpus).toBe(1);
  expect(sized(['Standard_NC80adis_H100_v5', 'Standard_NV72ads_A10_v5']).gpus).toBe(2);
});

test('the sizing is that of the VM size with the smallest KV cache', () => {
  const both = sized(['Standard_NC40ads_H100_v5', 'Standard_NC24ads_A100_v4']);
  expect(both.sizing).toEqual(sized(['Standard_NC24ads_A100_v4']).sizing);
});

test('a VM size that cannot hold the model is reported, and leaves no sizing', () => {
  const { problems, sizing } = sized(['Standard_NC24ads_A100_v4', 'Standard_NC4as_T4_v3']);
  expect(problems).toContain('model');
  expect(sizing).toBeUndefined();
});

test('without a VM size the values of the server count', () => {
  expect(sized([], { gpus: 4, tensorParallelSize: 2 })).toMatchObject({
    gpus: 4,
    tensorParallelSize: 2,
    dataParallelSize: 2,
    gpuMemoryUtilization: 0.9,
    problems: [],
  });
});

test('a model that is trusted to fit gets one GPU and no sizing', () => {
  expect(sized(['Standard_NC24ads_A100_v4'], { model: undefined })).toMatchObject({
    gpus: 1,
    sizing: undefined,
    problems: [],
  });
});

test('the start of the engine follows adapters and arguments', () => {
  const loraAdapters = ['a', 'b'].map((name) => ({ name, path: name }));
  expect(sized(['Standard_NC24ads_A100_v4']).start).toEqual({ hasDraft: false });
  const extraArgs = ['--enforce-eager', '--spec-method=eagle3', '--spec-tokens=2'];
  const { start } = sized(['Standard_NC24ads_A100_v4'], { loraAdapters, extraArgs });
  expect(start).toEqual({ adaptersGiB: expect.closeTo(0.244, 3), hasDraft: true, enforceEager: true });
});

const measured = { gpu: 'A100 80', engineVersion: '0.32.0', tokens: 200_000 };

test('an argument that the estimate does not count is refused, and a measured one leaves no sizing', () => {
  const extraArgs = ['--enforce-eager', '--num-gpu-blocks-override', '100'];
  expect(sized(['Standard_NC24ads_A100_v4'], { extraArgs }).problems).toEqual(['extraArgs[1]']);
  expect(sized(['Standard_NC24ads_A100_v4'], { extraArgs, measured })).toMatchObject({
    problems: [],
    sizing: undefined,
  });
});

test('a measurement with such an argument must not contradict the server', () => {
  const extraArgs = ['--num-gpu-blocks-override=100'];
  const short = { ...measured, tokens: 100 };
  expect(sized(['Standard_NC24ads_A100_v4'], { extraArgs, measured: short }).problems).toEqual([
    'measured.tokens',
  ]);
});

test('the throughput mode doubles the batch', () => {
  const { sizing } = sized(['Standard_NC24ads_A100_v4'], { extraArgs: ['--performance-mode=throughput'] });
  expect(sizing).toMatchObject({ maxNumSeqs: 512, maxNumBatchedTokens: 4096 });
});

test.each(['Standard_NC4as_T4_v3', 'Standard_NC24ads_A100_v4'] as const)(
  'float16 is reported on %s for a model that refuses it',
  (size) => {
    const server = { model: findModel('google/gemma-3-4b-it'), dtype: 'float16', maxModelLen: 4096 } as const;
    expect(sized([size], server).problems).toContain('dtype');
  },
);

test('several nodes run one engine on all GPUs of each node', () => {
  const model = findModel('deepseek-ai/DeepSeek-R1-0528');
  expect(sized(['Standard_ND96isr_H100_v5'], { model, nodes: 2 })).toMatchObject({
    gpus: 8,
    tensorParallelSize: 8,
    dataParallelSize: 1,
    problems: [],
  });
  expect(sized(['Standard_ND96isr_H100_v5'], { model, nodes: 2, tensorParallelSize: 4 }).problems).toContain(
    'tensorParallelSize',
  );
});

test('a replica has several engines only if its GPUs are given', () => {
  const model = findModel('microsoft/phi-4');
  expect(enginesOf({ model, nodes: 1 })).toBe(1);
  expect(enginesOf({ model, nodes: 1, gpus: 4 })).toBe(2);
  expect(enginesOf({ model, nodes: 1, gpus: 4, tensorParallelSize: 1 })).toBe(4);
});

test('more sequences than tokens in a batch are reported', () => {
  expect(sized(['Standard_NC24ads_A100_v4'], { maxNumSeqs: 4096 }).problems).toEqual(['maxNumSeqs']);
});

test('a problem of a setting in additional arguments is at the arguments', () => {
  const extraArgs = ['--spec-method=mtp', '--spec-tokens=2'];
  expect(sized(['Standard_NC24ads_A100_v4'], { extraArgs }).problems).toEqual(['extraArgs']);
});
