import { driverProblem } from '../../../engine/sizing/engine-image';
import { images, imageVariants } from '../../../facts/versions';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { containersOf, podGpus } from '../../views/pods';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

const pool = gpuPoolExample({ vm_size: 'Standard_NV36ads_A10_v5' });

export const imageDriver: Rule = {
  id: 'gpu/image-driver',
  title: 'A GPU driver must support the CUDA version of the image',
  severity: 'error',
  why: 'AKS installs the GRID driver R570 on A10 nodes. Images with CUDA 13, such as those of vLLM since 0.20, require R580 and exit at startup.',
  source:
    'docs.nvidia.com/deploy/cuda-compatibility; Azure/karpenter-provider-azure pkg/utils/gpu.go (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: vllmExample(), terraform: pool },
  good: {
    kubernetes: vllmExample().replace(images.vllm.reference, imageVariants.vllmCuda12.reference),
    terraform: pool,
  },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, image }) => {
      if (image === undefined || podGpus(pod) === 0) return [];
      const pools = (candidatePools(picture, pod) ?? []).filter(({ json }) => json['gpu_driver'] !== 'None');
      const found = pools.map(({ vmSize }) =>
        vmSize?.gpu === undefined ? undefined : driverProblem(image, vmSize.gpu),
      );
      // One pool that runs the image is sufficient.
      const [first] = found;
      if (first === undefined || found.includes(undefined)) return [];
      return [
        {
          in: pod.owner,
          field: `${path}.image`,
          message: `The container does not start: ${first.message}.`,
          expected: 'an image with a version of CUDA that the driver supports',
          fix: first.fix,
        },
      ];
    }),
};
