import { driverBranchFor } from '../../../lib/facts/cuda-drivers';
import { imageVariants } from '../../../lib/facts/versions';
import { findVmSize, type VmSizeName, vmSizeNames } from '../../../lib/facts/vm-sizes';

const gpuSizes = vmSizeNames.flatMap((name) => findVmSize(name)!.gpu ?? []);

test('every size with GPUs has the driver that AKS installs', () => {
  expect(gpuSizes.filter(({ driverBranch }) => driverBranch === undefined)).toEqual([]);
});

test('every driver that AKS installs runs an image of vLLM', () => {
  const required = driverBranchFor(imageVariants.vllmCuda12.cuda)!;
  const branches = gpuSizes.map(({ driverBranch }) => driverBranch!).filter((branch) => branch > 0);
  expect(Math.min(...branches)).toBeGreaterThanOrEqual(required);
});

test('each GPU has one compute capability, driver and kind of driver by its name', () => {
  const byModel = new Map<string, Set<string>>();
  for (const { model, computeCapability, driverBranch, driverKind } of gpuSizes) {
    if (driverBranch === 0) continue;
    const facts = byModel.get(model) ?? new Set();
    byModel.set(model, facts.add(`${computeCapability} ${driverBranch} ${driverKind}`));
  }
  expect([...byModel].filter(([, facts]) => facts.size > 1)).toEqual([]);
});

test.each<[VmSizeName, string, number, number]>([
  ['Standard_NV36ads_A10_v5', 'A10', 1, 570],
  ['Standard_NC4as_T4_v3', 'T4', 1, 580],
  ['Standard_ND96isr_H200_v5', 'H200', 8, 580],
  ['Standard_NC144ds_xl_RTXPRO6000BSE_v6', 'RTX PRO 6000', 1, 595],
  ['Standard_NC288lds_xl_RTXPRO6000BSE_v6', 'RTX PRO 6000', 2, 595],
  ['Standard_NCC40ads_H100_v5', 'H100', 1, 0],
])('%s has %s x %d and driver R%d', (name, model, count, driverBranch) => {
  expect(findVmSize(name)!.gpu).toMatchObject({ model, count, driverBranch });
});

test.each(['toString', 'Standard_NC144ds', ''])('"%s" is not a VM size', (name) => {
  expect(findVmSize(name)).toBeUndefined();
});
