import { charts } from '../../../facts/versions';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { gpuOperatorOf } from '../../views/gpu-operator';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { gpuPoolExample } from '../example-terraform';

const operator = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: gpu-operator, namespace: argocd }
spec: { source: { repoURL: ${charts.gpuOperator.repository}, chart: gpu-operator, targetRevision: ${charts.gpuOperator.version} } }
`;

export const driverAndOperator: Rule = {
  id: 'gpu/driver-and-operator',
  title: 'A GPU driver must have one installer: AKS or the GPU Operator',
  severity: 'error',
  why: 'Two installers compete for the kernel module, and some nodes start without a working driver. Without an installer, no node has a driver.',
  source: 'learn.microsoft.com/azure/aks/nvidia-gpu-operator; NVIDIA/gpu-operator#529 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: operator, terraform: gpuPoolExample({ gpu_driver: 'Install' }) },
  good: { kubernetes: operator, terraform: gpuPoolExample({ gpu_driver: 'None' }) },
  check: (picture) => {
    const { isInstalled, installsDriver } = gpuOperatorOf(picture);
    // The operator installs no driver, or values outside these files decide.
    if (isInstalled && installsDriver !== true) return [];
    return nodePoolsOf(picture).flatMap((pool) => {
      const driver = pool.json['gpu_driver'];
      if (pool.vmSize?.gpu === undefined || !isLiteral(driver)) return [];
      const expected = isInstalled ? 'None' : 'Install';
      // AKS installs the driver by default.
      if (driver === expected || (driver === undefined && !isInstalled)) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'gpu_driver'),
          message: `gpu_driver is ${driver === undefined ? 'not set' : `"${String(driver)}"`}, so ${isInstalled ? 'both AKS and the GPU Operator install the GPU driver' : 'AKS installs no GPU driver, and no GPU Operator exists to install it'}.`,
          expected: `"${expected}"`,
          fix: `Set gpu_driver = "${expected}"${isInstalled ? ', or driver.enabled: false in the values of the GPU Operator' : ''}.`,
        },
      ];
    });
  },
};
