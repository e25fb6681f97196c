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
  title: 'AcrPull must be assigned to the kubelet identity',
  severity: 'error',
  why: 'Nodes pull images with the kubelet identity. If the cluster identity has AcrPull instead, every pull fails with 401.',
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
          message: `AcrPull is assigned to ${principal!.attribute} of the cluster, but nodes pull with the kubelet identity, so every pull fails with 401.`,
          expected: 'kubelet_identity[0].object_id',
          fix: 'Set principal_id to kubelet_identity[0].object_id of the cluster.',
        },
      ];
    }),
};
