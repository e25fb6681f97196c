import { textAt } from '../../json';
import type { Rule } from '../../rule';
import { roleAssignmentsOf } from '../../views/identities';

const providerClass = `
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: app, namespace: apps }
spec: { provider: azure, parameters: { keyvaultName: my-kv, clientID: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25, tenantId: 7b1d } }
`;
const roles = /^Key Vault (?:Secrets User|Secrets Officer|Administrator|Certificate User)$/;

export const vaultRole: Rule = {
  id: 'identity/vault-role',
  title: 'Somebody may read the vault that pods mount',
  severity: 'error',
  why: 'The CSI driver reads as the identity of the pod: without a role every pod that mounts secrets stays in ContainerCreating.',
  source: 'learn.microsoft.com/azure/aks/csi-secrets-store-identity-access (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: {
    kubernetes: providerClass,
    terraform: { resource: { azurerm_key_vault: { vault: { name: 'my-kv' } } } },
  },
  good: {
    kubernetes: providerClass,
    terraform: {
      resource: {
        azurerm_key_vault: { vault: { name: 'my-kv' } },
        azurerm_role_assignment: {
          a: {
            role_definition_name: 'Key Vault Secrets User',
            scope: '${azurerm_key_vault.vault.id}',
            principal_id: '${azurerm_user_assigned_identity.a.principal_id}',
          },
        },
      },
    },
  },
  check: (picture) =>
    picture.resourcesOf('azurerm_key_vault').flatMap((vault) => {
      const name = textAt(vault.attributes, 'name');
      const mounted = picture
        .ofKind('SecretProviderClass')
        .some(({ object }) => textAt(object, 'spec.parameters.keyvaultName') === name);
      const assignments = roleAssignmentsOf(picture).filter(
        ({ role }) => role === undefined || roles.test(role),
      );
      // A role on what is above the vault, or on an expression, may be enough.
      const isCovered = assignments.some(
        ({ scope }) =>
          scope === undefined || scope === vault.address || !scope.startsWith('azurerm_key_vault.'),
      );
      if (!mounted || isCovered) return [];
      return [
        {
          in: vault,
          is: 'read by no identity',
          mustBe: 'readable for those whose pods mount it',
          fix: 'Give Key Vault Secrets User on the vault to the identities.',
        },
      ];
    }),
};
