import {
  type AksVersion,
  aksVersions,
  aksVersionsRead,
  defaultAksVersion,
  findAksVersion,
  forcedUpgradesFrom,
  graceDaysBeforeForcedUpgrade,
  isOlderMinor,
  minorVersionOf,
} from '../../../facts/aks-versions';
import { addDays, laterOf } from '../../../values/iso-date';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import type { FoundResource } from '../../terraform-resource';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { clusterExample } from '../example-terraform';

/**
 * One quarter, to test an upgrade and to roll it out. AKS itself announces removals 30 days before.
 */
const warningDays = 90;

export const kubernetesSupport: Rule = {
  id: 'cluster/kubernetes-support',
  title: 'AKS must support the Kubernetes version, and for more than 90 days',
  severity: 'warning',
  why: 'After the end of support a version gets no security fixes and AKS creates no cluster with it. From 2027-06-01 AKS upgrades such a cluster on its own, 60 days after the end of support.',
  source:
    'learn.microsoft.com/azure/aks/supported-kubernetes-versions; learn.microsoft.com/azure/aks/long-term-support; Azure/AKS release 2026-10-25 (2026-12)',
  needs: ['terraform'],
  bad: { terraform: clusterExample({ kubernetes_version: '1.34', automatic_upgrade_channel: 'patch' }) },
  good: {
    terraform: clusterExample({ kubernetes_version: defaultAksVersion, automatic_upgrade_channel: 'patch' }),
  },
  check: (picture) => {
    const today = laterOf(picture.context.today ?? aksVersionsRead, aksVersionsRead);
    const clusters = picture.resourcesOf('azurerm_kubernetes_cluster');
    const hasLongTermSupport = clusters.some(isLongTerm);
    // The channels select a supported version, whatever the configuration states.
    if (
      clusters.some(({ attributes }) =>
        /^(?:stable|rapid)$/.test(String(attributes['automatic_upgrade_channel'])),
      )
    ) {
      return [];
    }
    const reported = new Set<string>();
    const places = [
      ...clusters.map((resource) => ({
        resource,
        field: 'kubernetes_version',
        version: textAt(resource.attributes, 'kubernetes_version'),
      })),
      ...nodePoolsOf(picture).map((pool) => ({
        resource: pool.resource,
        field: poolField(pool, 'orchestrator_version'),
        version: textAt(pool.json, 'orchestrator_version'),
      })),
    ];
    return places.flatMap(({ resource, field, version }) => {
      const minor = version === undefined ? undefined : minorVersionOf(version);
      // The pools have the version of their cluster: one finding is enough.
      if (minor === undefined || reported.has(minor)) return [];
      const consequence = endOf(minor, hasLongTermSupport, today);
      if (consequence === undefined) return [];
      reported.add(minor);
      return [
        {
          in: resource,
          field,
          message: consequence,
          expected: `a version whose support ends after ${addDays(today, warningDays)}: ${supportedAfter(addDays(today, warningDays), hasLongTermSupport).join(', ')}`,
          fix: `Set ${field} to the next minor version, in a test environment first${hasLongTermSupport ? '' : '; or set sku_tier = "Premium" and support_plan = "AKSLongTermSupport"'}.`,
        },
      ];
    });
  },
};

function isLongTerm({ attributes }: FoundResource): boolean {
  return attributes['support_plan'] === 'AKSLongTermSupport';
}

/** What the end of support means for a version; undefined if it is far away or unknown. */
function endOf(minor: string, isLongTermPlan: boolean, today: string): string | undefined {
  const row = findAksVersion(minor);
  if (row === undefined) {
    const isOld = isOlderMinor(minor, aksVersions[0]!.minor);
    return isOld
      ? `Kubernetes ${minor} is older than every version that AKS supports, so it gets no security fixes.`
      : undefined;
  }
  const end = lastDayOf(row, isLongTermPlan);
  if (end < today) {
    const forced = laterOf(addDays(end, graceDaysBeforeForcedUpgrade), forcedUpgradesFrom);
    return `AKS ended the ${supportName(isLongTermPlan)} of Kubernetes ${minor} on ${end}, so it gets no security fixes, and AKS upgrades the cluster on its own from ${forced} on.`;
  }
  if (addDays(today, warningDays) < end) return undefined;
  return `AKS ends the ${supportName(isLongTermPlan)} of Kubernetes ${minor} on ${end}, so it gets no security fixes after this day.`;
}

function supportedAfter(day: string, isLongTermPlan: boolean): readonly string[] {
  return aksVersions.filter((row) => day < lastDayOf(row, isLongTermPlan)).map(({ minor }) => minor);
}

function lastDayOf(row: AksVersion, isLongTermPlan: boolean): string {
  return isLongTermPlan ? row.endOfLongTermSupport : row.endOfSupport;
}

function supportName(isLongTermPlan: boolean): string {
  return isLongTermPlan ? 'long-term support' : 'support';
}
