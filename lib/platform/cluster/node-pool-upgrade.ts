import type { CompleteNodePool } from '../../definition/node-pool-definition';
import type { ProblemList } from '../../problems/problem-list';

/**
 * How AKS replaces the nodes of a pool during an upgrade. Undefined for a spot pool, which AKS
 * upgrades without surge.
 */
export function resolveUpgrade(
  { upgrade, role, spot }: CompleteNodePool,
  problems: ProblemList,
): CompleteNodePool['upgrade'] {
  if (spot) {
    if (upgrade !== undefined)
      problems.add('upgrade', 'AKS upgrades spot pools without surge', 'Remove upgrade.');
    return undefined;
  }
  if (upgrade === undefined) return role === 'gpu' ? { maxUnavailable: '1' } : { maxSurge: '33%' };
  const at = problems.at('upgrade');
  const [key, value] =
    'maxSurge' in upgrade
      ? (['maxSurge', upgrade.maxSurge] as const)
      : (['maxUnavailable', upgrade.maxUnavailable] as const);
  if (!/^([1-9]\d{0,2}|[1-9]\d?%|100%)$/.test(value))
    at.add(
      key,
      `"${value}" is not a number or percentage of nodes`,
      'Use a number such as "1", or a percentage such as "33%".',
    );
  if (role === 'system' && key === 'maxUnavailable')
    at.add(
      key,
      'a system pool is upgraded with surge, because its nodes run the DNS of the cluster',
      'Use maxSurge.',
    );
  return upgrade;
}
