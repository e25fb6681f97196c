import type { NodePoolChoice, ResourcesDefinition } from '../../definition/workload-definition';
import { checkRequests, type EmptyNode } from '../../engine/scheduling/node-requests';
import type { ProblemList } from '../../problems/problem-list';
import { knownNames, notDefined } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { WorkloadContext } from './workload-context';

const poolNoun = { one: 'node pool', many: 'node pools' };

/** The node pools of a workload, in order of preference. Empty after a problem. */
export function resolveWorkloadPools(
  choice: NodePoolChoice,
  roles: readonly ResolvedNodePool['role'][],
  context: Pick<WorkloadContext, 'nodePools'>,
  problems: ProblemList,
): readonly ResolvedNodePool[] {
  const names = typeof choice === 'string' ? [choice] : choice;
  const required = roles.map((role) => `"${role}"`).join(' or ');
  const fitting = context.nodePools.filter((pool) => roles.includes(pool.role)).map((pool) => pool.name);
  if (names.length === 0) {
    problems.add('nodePool', 'the list is empty', knownNames('', fitting, poolNoun.many));
    return [];
  }
  const pools = names.flatMap((name) => {
    const pool = context.nodePools.find((candidate) => candidate.name === name);
    if (pool === undefined) {
      problems.add('nodePool', notDefined(name, poolNoun), knownNames(name, fitting, poolNoun.many));
      return [];
    }
    if (!roles.includes(pool.role)) {
      problems.add(
        'nodePool',
        `the node pool "${name}" has the role "${pool.role}", but the workload needs ${required}`,
        fitting.length === 0
          ? `Add a node pool with the role ${required}.`
          : `Use ${fitting.length === 1 ? '' : 'one of '}${fitting.join(', ')}.`,
      );
      return [];
    }
    return [pool];
  });
  if (new Set(names).size < names.length)
    problems.add(
      'nodePool',
      `the list contains a node pool twice: ${names.join(', ')}`,
      'List each node pool once.',
    );
  return pools.length === names.length ? pools : [];
}

/**
 * Adds a problem unless a pod fits an empty node of each of its pools. Otherwise it stays pending,
 * however many nodes are added.
 */
export function checkResources(
  resources: ResourcesDefinition,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): void {
  checkRequests(resources, emptyNodes(pools), problems);
}

/** A node of each pool, without pods of workloads. */
export function emptyNodes(pools: readonly ResolvedNodePool[]): readonly EmptyNode[] {
  return pools.map(({ name, vmSize, maxPods }) => ({ pool: name, vmSize, maxPods }));
}
