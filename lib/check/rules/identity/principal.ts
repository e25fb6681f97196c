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
  title: 'A role assignment must use a principal id',
  severity: 'error',
  why: 'If principal_id is a client id, the assignment fails or gives the role to an object that does not exist.',
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
          message: `principal_id is ${principal.attribute} of ${principal.address}, so the identity does not get the role.`,
          expected: 'the principal_id of the identity',
          fix: 'Reference principal_id; for the kubelet, reference kubelet_identity[0].object_id.',
        },
      ];
    }),
};
