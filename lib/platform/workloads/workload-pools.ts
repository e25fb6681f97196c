import type { NodePoolChoice, ResourcesDefinition } from '../../definition/workload-definition';
import { checkRequests, type EmptyNode } from '../../engine/scheduling/node-requests';
import type { ProblemList } from '../../problems/problem-list';
import { knownNames } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { WorkloadContext } from './workload-context';

/** The pools of a workload, in order; empty after a problem. */
export function resolveWorkloadPools(
  choice: NodePoolChoice,
  roles: readonly ResolvedNodePool['role'][],
  context: Pick<WorkloadContext, 'nodePools'>,
  problems: ProblemList,
): readonly ResolvedNodePool[] {
  const names = typeof choice === 'string' ? [choice] : choice;
  const wanted = roles.map((role) => `"${role}"`).join(' or ');
  const fitting = context.nodePools.filter((pool) => roles.includes(pool.role)).map((pool) => pool.name);
  if (names.length === 0) {
    problems.add('nodePool', 'there is no pool', knownNames('', fitting));
    return [];
  }
  const pools = names.flatMap((name) => {
    const pool = context.nodePools.find((candidate) => candidate.name === name);
    if (pool === undefined) {
      problems.add('nodePool', `there is no node pool "${name}"`, knownNames(name, fitting));
      return [];
    }
    if (!roles.includes(pool.role)) {
      problems.add(
        'nodePool',
        `the pool "${name}" has the role "${pool.role}", and this workload wants ${wanted}`,
        fitting.length === 0 ? `Add a pool with the role ${wanted}.` : `Use one of: ${fitting.join(', ')}.`,
      );
      return [];
    }
    return [pool];
  });
  if (new Set(names).size < names.length)
    problems.add('nodePool', `a pool is there twice in ${names.join(', ')}`, 'Name each once.');
  return pools.length === names.length ? pools : [];
}

/** One pod has to fit an empty node of each of its pools, or it stays pending however many nodes come. */
export function checkResources(
  resources: ResourcesDefinition,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): void {
  checkRequests(resources, emptyNodes(pools), problems);
}

/** A node of each pool as it comes. */
export function emptyNodes(pools: readonly ResolvedNodePool[]): readonly EmptyNode[] {
  return pools.map(({ name, vmSize, maxPods }) => ({ pool: name, vmSize, maxPods }));
}
