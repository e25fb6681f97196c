import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { nodePoolExample } from '../example-terraform';

export const surgeOrUnavailable: Rule = {
  id: 'cluster/surge-or-unavailable',
  title: 'A node pool must not set both max_surge and max_unavailable',
  severity: 'error',
  why: 'Azure rejects a pool that sets both, although the plan succeeds.',
  source: 'learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling (2026-11)',
  needs: ['terraform'],
  bad: { terraform: nodePoolExample({ upgrade_settings: { max_surge: '33%', max_unavailable: '1' } }) },
  good: { terraform: nodePoolExample({ upgrade_settings: { max_unavailable: '1' } }) },
  check: (picture) =>
    nodePoolsOf(picture).flatMap((pool) =>
      blocksAt({ ...pool.resource, attributes: pool.json }, 'upgrade_settings')
        .filter(({ max_surge: surge, max_unavailable: unavailable }) => isSet(surge) && isSet(unavailable))
        .map(({ max_surge: surge, max_unavailable: unavailable }) => ({
          in: pool.resource,
          field: poolField(pool, 'upgrade_settings'),
          message: `The node pool sets max_surge ${String(surge)} and max_unavailable ${String(unavailable)}, so Azure rejects it.`,
          expected: 'only one of the two',
          fix: 'Keep max_unavailable where extra nodes are not available (GPUs), and max_surge elsewhere.',
        })),
    ),
};

function isSet(value: unknown): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== '0%' && value !== 0;
}
