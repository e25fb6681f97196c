import { checkMeasurement, type Measurement, measurementOf } from '../../../../lib/engine/sizing/measurement';
import type { ServingPlan } from '../../../../lib/engine/sizing/serving-plan';
import { findModel } from '../../../../lib/facts/models';
import { findVmSize } from '../../../../lib/facts/vm-sizes';
import { ProblemList } from '../../../../lib/problems/problem-list';

const model = findModel('Qwen/Qwen2.5-Coder-32B-Instruct')!;
const plan: ServingPlan = {
  model,
  vmSize: findVmSize('Standard_NC24ads_A100_v4')!,
  tensorParallelSize: 1,
  maxModelLen: 32_768,
};
const onH100: ServingPlan = { ...plan, vmSize: findVmSize('Standard_NC40ads_H100_v5')! };
const right: Measurement = { gpu: 'A100 80', engineVersion: '0.32.0', tokens: 33_000 };

function told(measured: Measurement, plans: readonly ServingPlan[] = [plan]): readonly string[] {
  const problems = ProblemList.create();
  checkMeasurement(measured, plans, '0.32.0', problems.at('measured'));
  return problems.problems.map(({ path, message }) => `${path}: ${message}`);
}

test('a measurement of the plan is right', () => expect(told(right)).toEqual([]));

test.each(['NVIDIA A100 80 GB', 'A100-80GB', 'a100 80 GiB'])('%s is the same GPU', (gpu) =>
  expect(told({ ...right, gpu })).toEqual([]),
);

test.each<[string, Partial<Measurement>, string]>([
  [
    'another GPU',
    { gpu: 'A100 40' },
    'measured.gpu: "A100 40" is not the GPU of Standard_NC24ads_A100_v4: A100 80',
  ],
  [
    'another version',
    { engineVersion: '0.31.0' },
    'measured.engineVersion: "0.31.0" is not the version of vLLM that the server runs, 0.32.0',
  ],
  [
    'fewer tokens',
    { tokens: 30_000 },
    'measured.tokens: a KV cache of 30000 tokens does not hold a request of 32768 tokens',
  ],
  ['more GPUs', { gpus: 2 }, 'measured.gpus: an engine of the server uses 1, not 2'],
])('%s contradicts the plan', (_, change, problem) =>
  expect(told({ ...right, ...change })).toEqual([problem]),
);

test('a number of tokens that is not positive is one problem', () =>
  expect(told({ ...right, tokens: -5 })).toHaveLength(1));

test('a VM size with another GPU needs no measurement if the model fits there', () =>
  expect(told(right, [plan, onH100])).toEqual([]));

test('a VM size of two pools is in the problem once', () =>
  expect(told({ ...right, gpu: 'A100 40' }, [plan, { ...plan }])).toEqual([
    'measured.gpu: "A100 40" is not the GPU of Standard_NC24ads_A100_v4: A100 80',
  ]));

test('a VM size with another GPU needs one if the estimate cannot decide', () =>
  expect(told({ ...right, gpu: 'H100 94' }, [plan, onH100])).toEqual([
    'measured.gpu: "H100 94" is not the GPU of Standard_NC24ads_A100_v4: A100 80',
  ]));

function fieldsOf(fields: Parameters<typeof measurementOf>[0]) {
  const problems = ProblemList.create();
  const measured = measurementOf(fields, problems);
  return { measured, problems: problems.problems.map(({ path, message }) => `${path}: ${message}`) };
}

test('a measurement is required if it decides', () =>
  expect(fieldsOf({ fit: 'measured' })).toEqual({
    measured: undefined,
    problems: ["measured: required, because fit is 'measured'"],
  }));

test('a measurement has no effect with another fit', () =>
  expect(fieldsOf({ measured: right })).toEqual({
    measured: undefined,
    problems: ["measured: has no effect, because fit is 'checked'"],
  }));
