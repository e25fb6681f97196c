import type { Rule } from '../../rule';
import { roleAssignmentsOf } from '../../views/identities';

const pull = (attribute: string) => ({
  resource: {
    azurerm_role_assignment: {
      pull: {
        principal_id: `\${azurerm_kubernetes_cluster.aks.${attribute}}`,
        role_definition_name: 'AcrPull',
        scope: '${azurerm_container_registry.registry.id}',
      },
    },
  },
});

export const imagePull: Rule = {
  id: 'identity/image-pull',
  title: 'The kubelet may pull images',
  severity: 'error',
  why: 'AcrPull of the cluster’s own identity is for nobody: nodes pull as the kubelet, and get 401.',
  source: 'Azure/AKS#4459; learn.microsoft.com/azure/aks/cluster-container-registry-integration (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pull('identity[0].principal_id') },
  good: { terraform: pull('kubelet_identity[0].object_id') },
  check: (picture) =>
    roleAssignmentsOf(picture).flatMap(({ resource, principal, role }) => {
      const isCluster = principal?.address.startsWith('azurerm_kubernetes_cluster.') ?? false;
      if (role !== 'AcrPull' || !isCluster || principal!.attribute.startsWith('kubelet_identity')) return [];
      return [
        {
          in: resource,
          field: 'principal_id',
          message: `${principal!.attribute} of the cluster`,
          expected: 'kubelet_identity[0].object_id',
          fix: 'Give AcrPull to the kubelet.',
        },
      ];
    }),
};
