import type { ClusterDefinition } from '../../../../lib/definition/cluster-definition';
import type { InferenceServerDefinition } from '../../../../lib/definition/inference-definition';
import type { NodePoolDefinition } from '../../../../lib/definition/node-pool-definition';
import { images, imageVariants } from '../../../../lib/facts/versions';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { DefinitionError } from '../../../../lib/problems/problem-list';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';

type VmSize = NodePoolDefinition['vmSize'];

interface Case {
  readonly server?: Partial<InferenceServerDefinition>;
  readonly gpuStack?: ClusterDefinition['gpuStack'];
  readonly triton?: string;
}

function platformOn(sizes: readonly VmSize[], { server = {}, gpuStack, triton }: Case) {
  const pools = sizes.map((vmSize, index) => ({
    name: `gpu${index}`,
    role: 'gpu' as const,
    vmSize,
    maxNodes: 8,
    osDisk: { type: 'Managed' as const, sizeGiB: 1024 },
  }));
  const nodePool = pools.map(({ name }) => name);
  return resolvePlatform({
    ...fullPlatform,
    cluster: { ...fullPlatform.cluster, ...(gpuStack === undefined ? {} : { gpuStack }) },
    nodePools: [...smallPlatform.nodePools, ...pools],
    inferenceServers: [
      { name: 'vllm', model: 'microsoft/Phi-4-mini-instruct', maxModelLen: 4096, nodePool, ...server },
    ],
    ...(triton === undefined
      ? {}
      : {
          tritonServers: [
            {
              name: 'triton',
              nodePool: nodePool[0]!,
              modelSizeGiB: 1,
              image: triton,
              repository: { type: 'persistent-volume-claim' as const, claimName: 'models' },
            },
          ],
        }),
  });
}

const imageOn = (sizes: readonly VmSize[], more: Case = {}) =>
  workloadsOf(platformOn(sizes, more), 'inference-server')[0]!.image.toString();

function refusalsOn(sizes: readonly VmSize[], more: Case): readonly string[] {
  try {
    platformOn(sizes, more);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const a10 = 'Standard_NV36ads_A10_v5';
const h100 = 'Standard_NC40ads_H100_v5';

test('the default image is that of the table on H100', () => {
  expect(imageOn([h100])).toBe(images.vllm.reference);
});

test('the default image is the variant for an older CUDA on A10', () => {
  expect(imageOn([a10])).toBe(imageVariants.vllmCuda12.reference);
});

test('the default image runs on each pool of the server', () => {
  expect(imageOn([h100, a10])).toBe(imageVariants.vllmCuda12.reference);
});

test('the default image follows the driver of a custom VM size', () => {
  const gpu = { model: 'L40S', count: 1, memoryGb: 48, computeCapability: '8.9', driverBranch: 550 };
  const custom = { name: 'Standard_NX', vcpus: 32, memoryGiB: 128, tempDiskGiB: 0, gpu };
  expect(imageOn([custom])).toBe(imageVariants.vllmCuda12.reference);
});

test("the user's own image is kept", () => {
  const image = 'docker.io/example/vllm:v1.0.0';
  expect(imageOn([a10], { server: { image, engineVersion: '0.32.0' } })).toBe(image);
});

test("the user's image with a CUDA that the driver does not run is refused", () => {
  expect(refusalsOn([a10], { server: { image: images.vllm.reference } })).toEqual([
    expect.stringContaining('inferenceServers[0].image: '),
  ]);
});

test('a driver that runs no image of the table is refused', () => {
  const gpu = { model: 'L40S', count: 1, memoryGb: 48, computeCapability: '8.9', driverBranch: 515 };
  const custom = { name: 'Standard_NX', vcpus: 32, memoryGiB: 128, tempDiskGiB: 0, gpu };
  expect(refusalsOn([custom], {})).toEqual([expect.stringContaining('but AKS installs R515')]);
});

test("Triton's image with a CUDA that the driver does not run is refused", () => {
  expect(refusalsOn([a10], { triton: images.triton.reference })).toEqual([
    expect.stringContaining('tritonServers[0].image: '),
  ]);
});

test('the GPU Operator installs a driver for the image of the table', () => {
  expect(imageOn([h100], { gpuStack: 'gpu-operator' })).toBe(images.vllm.reference);
});
