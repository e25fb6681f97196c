import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';

const cluster = (body: object) => ({
  resource: { azurerm_kubernetes_cluster: { aks: { name: 'aks', ...body } } },
});

export const apiServerAccess: Rule = {
  id: 'cluster/api-server-access',
  title: 'The API server is not open to the whole internet',
  severity: 'warning',
  why: 'Whoever finds a leaked token can use it from anywhere.',
  source: 'learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges (2026-11)',
  needs: ['terraform'],
  bad: { terraform: cluster({}) },
  good: { terraform: cluster({ private_cluster_enabled: true }) },
  check: (picture) =>
    picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .filter((cluster) => {
        const profiles = blocksAt(cluster, 'api_server_access_profile');
        const isPrivate = cluster.attributes['private_cluster_enabled'];
        const isKnown = isPrivate === undefined || isPrivate === false;
        return isKnown && !profiles.some(({ authorized_ip_ranges: ranges }) => ranges !== undefined);
      })
      .map((cluster) => ({
        in: cluster,
        field: 'api_server_access_profile.authorized_ip_ranges',
        message: 'left out, and the cluster is not private',
        expected: 'the ranges of your networks, or a private cluster',
        fix: 'Set authorized_ip_ranges, or private_cluster_enabled = true.',
      })),
};
