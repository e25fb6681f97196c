import type { ProblemList } from '../../problems/problem-list';

/** Automatic upgrades of a cluster. */
export interface UpgradeChannels {
  /** @default the version that AKS selects */
  readonly kubernetesVersion?: string;
  readonly upgradeChannel: 'patch' | 'stable' | 'rapid' | 'node-image' | 'none';
  readonly nodeOsUpgradeChannel: 'NodeImage' | 'SecurityPatch' | 'Unmanaged' | 'None';
}

/**
 * Adds the problems of a version and of channels that contradict each other. AKS accepts a minor
 * version with the channel `patch`. The channels `stable` and `rapid` select the version.
 *
 * @see learn.microsoft.com/azure/aks/auto-upgrade-cluster (2026-11)
 */
export function checkUpgradeChannels(channels: UpgradeChannels, problems: ProblemList): void {
  const { kubernetesVersion: version, upgradeChannel: channel, nodeOsUpgradeChannel: nodeOs } = channels;
  if (version !== undefined && channel === 'patch' && version.split('.').length === 3) {
    problems.add(
      'kubernetesVersion',
      `"${version}" contains a patch version, which the channel "patch" selects`,
      `Use ${version.split('.').slice(0, 2).join('.')}.`,
    );
  }
  if (version !== undefined && (channel === 'stable' || channel === 'rapid')) {
    problems.add(
      'kubernetesVersion',
      `"${version}" has no effect, because the channel "${channel}" selects the version`,
      'Remove it, or use the channel "patch".',
    );
  }
  if (channel === 'node-image' && nodeOs !== 'NodeImage') {
    problems.add(
      'nodeOsUpgradeChannel',
      `"${nodeOs}" contradicts the upgrade channel "node-image"`,
      'Use "NodeImage".',
    );
  }
}

/**
 * Adds a problem for long-term support without the tier that it requires.
 *
 * @see learn.microsoft.com/azure/aks/long-term-support (2026-12)
 */
export function checkLongTermSupport(
  { longTermSupport, skuTier }: { readonly longTermSupport: boolean; readonly skuTier: string },
  problems: ProblemList,
): void {
  if (!longTermSupport || skuTier === 'Premium') return;
  problems.add(
    'longTermSupport',
    `the tier "${skuTier}" has no long-term support`,
    'Set skuTier: "Premium", or remove longTermSupport.',
  );
}
