import { driverProblem, vllmImageFor } from '../../../../lib/engine/sizing/engine-image';
import { images, imageVariants } from '../../../../lib/facts/versions';
import { findVmSize, vmSizeNames } from '../../../../lib/facts/vm-sizes';

const gpu = (driverBranch?: number) => ({
  model: 'A10',
  ...(driverBranch === undefined ? {} : { driverBranch }),
});
const { vllm, triton } = images;
const { vllmCuda12 } = imageVariants;

describe('the default image of vLLM', () => {
  it.each([
    ['the image of the table on a current driver', [580], vllm],
    ['the image of the table on a newer driver', [595], vllm],
    ['the variant for an older CUDA on an older driver', [570], vllmCuda12],
    ['the variant if one of the GPUs has an older driver', [580, 570], vllmCuda12],
    ['the image of the table on an unknown driver', [undefined], vllm],
    ['the image of the table if the GPU Operator installs the driver', [0], vllm],
    ['the image of the table without GPUs', [], vllm],
    ['none if the driver is too old for each', [515], undefined],
  ])('is %s', (_, branches, expected) => {
    expect(vllmImageFor(branches.map(gpu))).toBe(expected);
  });

  it('starts on every VM size of the table', () => {
    const gpus = vmSizeNames.flatMap((name) => findVmSize(name)!.gpu ?? []);
    expect(gpus.filter((each) => vllmImageFor([each]) === undefined)).toEqual([]);
  });
});

describe('an image', () => {
  it.each([
    vllm.reference,
    `vllm/vllm-openai:${vllm.tag}`,
    `myregistry.azurecr.io/vllm/vllm-openai:${vllm.tag}`,
    `${vllm.reference}@sha256:${'0'.repeat(64)}`,
    'vllm/vllm-openai:v0.20.0',
    'vllm/vllm-openai:v0.19.1-cu130',
    triton.reference,
  ])('%s with CUDA 13 does not start on R570', (reference) => {
    expect(driverProblem(reference, gpu(570))?.message).toContain(
      'requires driver R580, but AKS installs R570',
    );
  });

  it.each([
    vllmCuda12.reference,
    'vllm/vllm-openai:v0.19.1',
    'vllm/vllm-openai:v0.25.0-cu129-ubuntu2404',
    `vllm/vllm-openai@sha256:${'0'.repeat(64)}`,
    'myregistry.azurecr.io/our-vllm:v1.2.3',
    'not an image',
  ])('%s is not refused on R570', (reference) => {
    expect(driverProblem(reference, gpu(570))).toBeUndefined();
  });

  it.each([580, 595, 0, undefined])('with CUDA 13 is not refused on R%s', (branch) => {
    expect(driverProblem(vllm.reference, gpu(branch))).toBeUndefined();
  });

  it('of vLLM has a variant in the fix', () => {
    expect(driverProblem(vllm.reference, gpu(570))).toEqual({
      message: `${vllm.reference} contains CUDA 13.0, which requires driver R580, but AKS installs R570 on nodes with A10 GPUs`,
      fix: `Use ${vllmCuda12.reference}, or a VM size with a newer driver.`,
    });
  });

  it('without a variant has another way in the fix', () => {
    expect(driverProblem(triton.reference, gpu(570))?.fix).toBe(
      'Use an image with an older version of CUDA, or a VM size with a newer driver.',
    );
  });
});
