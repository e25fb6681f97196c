import { Cidr } from '../../../values/cidr';
import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { blocksAt, type FoundResource, isLiteral } from '../../terraform-resource';

const cluster = (services: string) => ({
  resource: {
    azurerm_virtual_network: { network: { name: 'network', address_space: ['10.0.0.0/16'] } },
    azurerm_kubernetes_cluster: {
      aks: {
        name: 'aks',
        network_profile: {
          network_plugin: 'azure',
          network_plugin_mode: 'overlay',
          pod_cidr: '10.244.0.0/16',
          service_cidr: services,
        },
        default_node_pool: { name: 'system', vm_size: 'Standard_D4s_v5', min_count: 3, max_count: 4 },
      },
    },
  },
});

/** An address range and the attribute that sets it. */
interface Range {
  readonly resource: FoundResource;
  readonly field: string;
  readonly cidr: Cidr;
  readonly text: string;
}

export const addressRanges: Rule = {
  id: 'cluster/address-ranges',
  title: 'The address ranges of pods, Services and the virtual network must not overlap',
  severity: 'error',
  why: 'Traffic for an address in both ranges reaches the wrong destination, and you cannot change the ranges after the cluster exists.',
  source: 'learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay (2026-11)',
  needs: ['terraform'],
  bad: { terraform: cluster('10.0.64.0/18') },
  good: { terraform: cluster('10.245.0.0/16') },
  check: (picture) => {
    const networks = picture
      .resourcesOf('azurerm_virtual_network')
      .flatMap((resource) =>
        rangesOf(resource, 'address_space', listAt(resource.attributes, 'address_space')),
      );
    return picture.resourcesOf('azurerm_kubernetes_cluster').flatMap((found) =>
      blocksAt(found, 'network_profile').flatMap((profile) => {
        const clusterRanges = ['pod_cidr', 'service_cidr'].flatMap((field) =>
          rangesOf(found, `network_profile.${field}`, [profile[field]]),
        );
        return clusterRanges.flatMap((range, index) =>
          [...clusterRanges.slice(0, index), ...networks]
            .filter((other) => other.cidr.overlaps(range.cidr))
            .slice(0, 1)
            .map((other) => ({
              in: range.resource,
              field: range.field,
              message: `${range.text} overlaps ${other.text} (${other.field} of ${other.resource.address}), so traffic can reach the wrong destination.`,
              expected: 'a range that overlaps no other range',
              fix: 'Choose another range; you cannot change it after the cluster exists.',
            })),
        );
      }),
    );
  },
};

function rangesOf(resource: FoundResource, field: string, texts: readonly unknown[]): readonly Range[] {
  return texts.flatMap((text) => {
    if (typeof text !== 'string' || !isLiteral(text) || resource.isMultiple) return [];
    try {
      return [{ resource, field, cidr: Cidr.parse(text), text }];
    } catch {
      // Azure validates ranges that are not IPv4.
      return [];
    }
  });
}
