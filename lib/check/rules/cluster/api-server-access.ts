import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';
import { clusterExample } from '../example-terraform';

export const apiServerAccess: Rule = {
  id: 'cluster/api-server-access',
  title: 'The API server must not be open to the whole internet',
  severity: 'warning',
  why: 'An attacker can use a leaked token from anywhere.',
  source: 'learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges (2026-11)',
  needs: ['terraform'],
  bad: { terraform: clusterExample({}) },
  good: { terraform: clusterExample({ private_cluster_enabled: true }) },
  check: (picture) =>
    picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .filter((cluster) => {
        const profiles = blocksAt(cluster, 'api_server_access_profile');
        const isPrivate = cluster.attributes['private_cluster_enabled'];
        const isPublic = isPrivate === undefined || isPrivate === false;
        return isPublic && !profiles.some(({ authorized_ip_ranges: ranges }) => ranges !== undefined);
      })
      .map((cluster) => ({
        in: cluster,
        field: 'api_server_access_profile.authorized_ip_ranges',
        message:
          'The cluster is public and has no authorized IP ranges, so a leaked token works from anywhere.',
        expected: 'the IP ranges of your networks, or a private cluster',
        fix: 'Set authorized_ip_ranges, or private_cluster_enabled = true.',
      })),
};
