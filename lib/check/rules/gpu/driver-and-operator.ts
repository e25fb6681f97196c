import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { gpuOperatorOf } from '../../views/gpu-operator';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { gpuPoolExample } from '../example-terraform';

const operator = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: gpu-operator, namespace: argocd }
spec: { source: { repoURL: https://helm.ngc.nvidia.com/nvidia, chart: gpu-operator, targetRevision: v26.7.0 } }
`;

export const driverAndOperator: Rule = {
  id: 'gpu/driver-and-operator',
  title: 'One of AKS and the GPU Operator installs the driver',
  severity: 'error',
  why: 'Two installers fight over the kernel module: nodes come up without a working driver, now and then.',
  source: 'learn.microsoft.com/azure/aks/nvidia-gpu-operator; NVIDIA/gpu-operator#529 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: operator, terraform: gpuPoolExample({ gpu_driver: 'Install' }) },
  good: { kubernetes: operator, terraform: gpuPoolExample({ gpu_driver: 'None' }) },
  check: (picture) => {
    const { isThere, installsDriver } = gpuOperatorOf(picture);
    // Told to leave the driver alone, or told by values that are not here.
    if (isThere && installsDriver !== true) return [];
    return nodePoolsOf(picture).flatMap((pool) => {
      const driver = pool.json['gpu_driver'];
      if (pool.vmSize?.gpu === undefined || !isLiteral(driver)) return [];
      const wanted = isThere ? 'None' : 'Install';
      // Left out, AKS installs it.
      if (driver === wanted || (driver === undefined && !isThere)) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'gpu_driver'),
          message: `${driver === undefined ? 'left out, so that AKS installs the driver' : `"${String(driver)}"`}, ${isThere ? 'beside the GPU Operator, which installs it too' : 'and there is no GPU Operator'}`,
          expected: `"${wanted}"`,
          fix: `Set gpu_driver = "${wanted}"${isThere ? ', or driver.enabled: false of the GPU Operator' : ''}.`,
        },
      ];
    });
  },
};
