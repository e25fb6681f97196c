import type { GpuStack } from '../../../../lib/definition/cluster-definition';
import { findVmSize } from '../../../../lib/facts/vm-sizes';
import { resolveGpuDriver } from '../../../../lib/platform/cluster/gpu-driver';
import { ProblemList } from '../../../../lib/problems/problem-list';

function driverOn(size: string, gpuStack: GpuStack) {
  const problems = ProblemList.create();
  const driver = resolveGpuDriver(findVmSize(size)!, gpuStack, problems);
  return [driver, problems.problems.map(({ path, message, fix }) => `${path}: ${message}. ${fix}`)];
}

test.each<[string, GpuStack, string | undefined]>([
  ['Standard_D8s_v5', 'device-plugin', undefined],
  ['Standard_NC40ads_H100_v5', 'device-plugin', 'Install'],
  ['Standard_NC40ads_H100_v5', 'gpu-operator', 'None'],
  ['Standard_NV36ads_A10_v5', 'device-plugin', 'Install'],
  ['Standard_NCC40ads_H100_v5', 'gpu-operator', 'None'],
])('the driver of %s with the GPU stack %s is %s', (size, stack, driver) => {
  expect(driverOn(size, stack)).toEqual([driver, []]);
});

test.each<[string, GpuStack]>([
  ['Standard_NV36ads_A10_v5', 'gpu-operator'],
  ['Standard_NC144ds_xl_RTXPRO6000BSE_v6', 'gpu-operator'],
  ['Standard_NCC40ads_H100_v5', 'device-plugin'],
])('%s with the GPU stack %s is refused', (size, stack) => {
  expect(driverOn(size, stack)[1]).toMatchSnapshot();
});
