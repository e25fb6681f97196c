import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { gpuPoolExample } from '../example-terraform';

export const driverStated: Rule = {
  id: 'gpu/driver-stated',
  title: 'A GPU node pool must state gpu_driver',
  severity: 'warning',
  why: 'Azure returns "Install" for a pool without gpu_driver. The field forces a new pool, so a later plan replaces the pool with its nodes.',
  source: 'hashicorp/terraform-provider-azurerm#30990 and PR#32104 (2026-12)',
  needs: ['terraform'],
  bad: { terraform: gpuPoolExample({ gpu_driver: null }) },
  good: { terraform: gpuPoolExample({ gpu_driver: 'Install' }) },
  check: (picture) =>
    nodePoolsOf(picture)
      .filter(
        ({ json, vmSize }) => vmSize?.gpu !== undefined && (json['gpu_driver'] ?? undefined) === undefined,
      )
      .map((pool) => ({
        in: pool.resource,
        field: poolField(pool, 'vm_size'),
        message: `The pool ${pool.name ?? ''} has the GPU size ${pool.vmSizeName} and no gpu_driver, so a later plan can replace it.`,
        expected: 'gpu_driver = "Install" or "None"',
        fix: 'Set gpu_driver = "Install", or "None" with the GPU Operator.',
      })),
};
