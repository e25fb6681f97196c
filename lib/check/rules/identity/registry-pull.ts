import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { roleAssignmentsOf } from '../../views/identities';
import { containersOf } from '../../views/pods';

const pod = `
apiVersion: v1
kind: Pod
metadata: { name: app, namespace: apps }
spec: { containers: [{ name: app, image: "myregistry.azurecr.io/app:1.0.0", resources: { requests: { cpu: 100m, memory: 64Mi } } }] }
`;
const terraform = (assignments: object) => ({
  resource: {
    azurerm_container_registry: { registry: { name: 'myregistry' } },
    azurerm_role_assignment: assignments,
  },
});

export const registryPull: Rule = {
  id: 'identity/registry-pull',
  title: 'A registry that pods pull from must have a role assignment for pulls',
  severity: 'error',
  why: 'Without a role on the registry, every pod with an image from it stays in ImagePullBackOff with 401.',
  source: 'learn.microsoft.com/azure/aks/cluster-container-registry-integration (2026-11)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: { kubernetes: pod, terraform: terraform({}) },
  good: {
    kubernetes: pod,
    terraform: terraform({
      pull: {
        role_definition_name: 'AcrPull',
        scope: '${azurerm_container_registry.registry.id}',
        principal_id: '${azurerm_kubernetes_cluster.aks.kubelet_identity[0].object_id}',
      },
    }),
  },
  check: (picture) =>
    picture.resourcesOf('azurerm_container_registry').flatMap((registry) => {
      const name = textAt(registry.attributes, 'name');
      const user = containersOf(picture).find(
        ({ image, pod }) =>
          name !== undefined &&
          image?.toLowerCase().startsWith(`${name.toLowerCase()}.azurecr.io/`) === true &&
          pod.spec['imagePullSecrets'] === undefined,
      );
      // A role on the resource group, the subscription or an unknown scope can cover the registry.
      const isCovered = roleAssignmentsOf(picture).some(
        ({ role, scope }) =>
          (role === undefined ||
            /^(?:AcrPull|AcrPush|Owner|Contributor|Container Registry .*)$/.test(role)) &&
          (scope === undefined || scope === registry.address || /resource_group|subscription/.test(scope)),
      );
      if (user === undefined || !isLiteral(name) || registry.isMultiple || isCovered) return [];
      return [
        {
          in: user.pod.owner,
          field: `${user.path}.image`,
          message: `No role assignment allows pulls from ${registry.address}, so the pod cannot pull "${user.image}" and stays in ImagePullBackOff.`,
          expected: 'a role on the registry for the kubelet identity',
          fix: 'Assign AcrPull on the registry to kubelet_identity[0].object_id of the cluster.',
        },
      ];
    }),
};
