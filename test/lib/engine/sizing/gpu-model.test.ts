import { engineBatchOf } from '../../../../lib/engine/sizing/engine-batch';
import { normalGpuModel } from '../../../../lib/engine/sizing/gpu-model';
import { usableGpuBytes } from '../../../../lib/engine/sizing/usable-memory';

test.each([
  ['A100', 'a100'],
  ['NVIDIA A100', 'a100'],
  ['NVIDIA A100-SXM4-80GB', 'a100'],
  ['NVIDIA A100 80GB PCIe', 'a100'],
  ['NVIDIA H100 NVL', 'h100'],
  ['RTX PRO 6000', 'rtx pro 6000'],
  ['L40S', 'l40s'],
])('%s is %s', (model, normal) => {
  expect(normalGpuModel(model)).toBe(normal);
});

test.each(['NVIDIA A100', 'nvidia a100-sxm4-80gb'])('%s has the batch and the memory of an A100', (model) => {
  const [named, usual] = [model, 'A100'].map((each) => ({ model: each, memoryGb: 80 }));
  expect(engineBatchOf({}, named!)).toEqual(engineBatchOf({}, usual!));
  expect(usableGpuBytes(named!)).toBe(usableGpuBytes(usual!));
});
