import { unknownGpuBytes, usableGpuBytes } from '../../../../lib/engine/sizing/usable-memory';
import { findVmSize, vmSizeNames } from '../../../../lib/facts/vm-sizes';

const gpus = vmSizeNames.flatMap((name) => findVmSize(name)?.gpu ?? []);

test('the table has every GPU of the VM sizes', () =>
  expect(gpus.filter((gpu) => unknownGpuBytes(gpu) > 0)).toEqual([]));

test.each([...new Set(gpus.map(({ model, memoryGb }) => `${model} ${memoryGb}`))])(
  'the limits for an unknown GPU contain %s',
  (name) => {
    const memoryGb = Number(name.split(' ').at(-1));
    const other = { model: 'new', memoryGb };
    const usable = usableGpuBytes({ model: name.slice(0, name.lastIndexOf(' ')), memoryGb });
    expect(usableGpuBytes(other)).toBeLessThanOrEqual(usable);
    expect(usableGpuBytes(other) + unknownGpuBytes(other)).toBeGreaterThanOrEqual(usable);
  },
);

test('a size that is given is exact', () => {
  const gpu = { model: 'new', memoryGb: 48, usableGiB: 44.5 };
  expect([usableGpuBytes(gpu), unknownGpuBytes(gpu)]).toEqual([44.5 * 2 ** 30, 0]);
});
