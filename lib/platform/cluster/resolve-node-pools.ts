import type { GpuStack } from '../../definition/cluster-definition';
import type { CompleteNodePool } from '../../definition/node-pool-definition';
import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';
import { type ResolvedNodePool, resolveNodePool } from './node-pool';

/** Resolves all node pools. Adds a problem if the cluster lacks a pool that it needs. */
export function resolveNodePools(
  definitions: readonly CompleteNodePool[],
  gpuStack: GpuStack,
  problems: ProblemList,
): readonly ResolvedNodePool[] {
  const systemCount = definitions.filter((pool) => pool.role === 'system').length;
  if (systemCount !== 1) {
    problems.add(
      '',
      `${systemCount} node pools have the role "system", but the cluster needs exactly one`,
      systemCount === 0 ? 'Add a pool with the role "system".' : 'Change the role of the others.',
    );
  }
  const hasOpenPool = definitions.some(
    ({ role, spot, taints = [] }) => role === 'cpu' && !spot && taints.length === 0,
  );
  if (!hasOpenPool) {
    problems.add(
      '',
      'pods without tolerations, such as Argo CD and the add-ons of AKS, have no node pool to run on',
      'Add a pool with the role "cpu", without taints and without spot.',
    );
  }
  requireUnique(
    problems,
    'node pool',
    definitions,
    ({ name }) => name,
    (index) => `[${index}].name`,
  );
  return definitions.map((pool, index) => resolveNodePool(pool, gpuStack, problems.at(index)));
}
