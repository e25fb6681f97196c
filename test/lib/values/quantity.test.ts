import * as fc from 'fast-check';
import { nodeAllocatable } from '../../../lib/engine/scheduling/node-allocatable';
import { findVmSize, vmSizeNames } from '../../../lib/facts/vm-sizes';
import { parseCpuMillis, parseMemoryBytes } from '../../../lib/values/quantity';

describe('quantities', () => {
  it.each([
    ['500m', 500],
    ['2', 2000],
    ['0.5', 500],
  ])('parses %s of CPU', (text, millis) => {
    expect(parseCpuMillis(text)).toBe(millis);
  });

  it.each(['', '0', '-1', '2 cores', '1.5m', 'NaN', '1e3'])('rejects "%s" as CPU', (text) => {
    expect(parseCpuMillis(text)).toBeUndefined();
  });

  it.each([
    ['512Mi', 512 * 2 ** 20],
    ['4Gi', 4 * 2 ** 30],
  ])('parses %s of memory', (text, bytes) => {
    expect(parseMemoryBytes(text)).toBe(bytes);
  });

  it.each(['512', '4G', '512m', '0Gi', '-1Gi', '9999999999Ti'])('rejects "%s" as memory', (text) => {
    expect(parseMemoryBytes(text)).toBeUndefined();
  });
});

describe('the allocatable resources of a node', () => {
  it('are less than the VM has, and more than half of it, for every size and number of pods', () => {
    fc.assert(
      fc.property(fc.constantFrom(...vmSizeNames), fc.integer({ min: 30, max: 250 }), (name, maxPods) => {
        const size = findVmSize(name)!;
        const { cpuMillis, memoryBytes } = nodeAllocatable(size, maxPods);
        expect(cpuMillis).toBeLessThan(size.vcpus * 1000);
        expect(cpuMillis).toBeGreaterThan(size.vcpus * 500);
        expect(memoryBytes).toBeLessThan(size.memoryGiB * 2 ** 30);
        expect(memoryBytes).toBeGreaterThan(size.memoryGiB * 2 ** 29);
      }),
    );
  });

  it('shrink with more pods', () => {
    const size = findVmSize('Standard_D8s_v5')!;
    expect(nodeAllocatable(size, 250).memoryBytes).toBeLessThan(nodeAllocatable(size, 30).memoryBytes);
  });
});
