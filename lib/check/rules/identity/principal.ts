import type { Rule } from '../../rule';
import { roleAssignmentsOf } from '../../views/identities';

const role = (attribute: string) => ({
  resource: {
    azurerm_role_assignment: {
      a: {
        principal_id: `\${azurerm_user_assigned_identity.app.${attribute}}`,
        role_definition_name: 'Key Vault Secrets User',
        scope: '${azurerm_key_vault.vault.id}',
      },
    },
  },
});

export const principal: Rule = {
  id: 'identity/principal',
  title: 'A role is given to a principal',
  severity: 'error',
  why: 'A client id in its place gives the role to nobody: the assignment fails, or sits there for an object that is not there.',
  source: 'hashicorp/terraform-provider-azurerm#25506 (2026-11)',
  needs: ['terraform'],
  bad: { terraform: role('client_id') },
  good: { terraform: role('principal_id') },
  check: (picture) =>
    roleAssignmentsOf(picture).flatMap(({ resource, principal }) => {
      if (principal === undefined || /(?:^|\.)(?:principal_id|object_id)$/.test(principal.attribute))
        return [];
      return [
        {
          in: resource,
          field: 'principal_id',
          message: `${principal.attribute} of ${principal.address}`,
          expected: 'its principal_id',
          fix: 'Refer to principal_id (for the kubelet: kubelet_identity[0].object_id).',
        },
      ];
    }),
};
