import { RoleGrant, type RoleGrantProps } from '../../../../constructs/azure/identity/role-grant';
import { clientId, principalId } from '../../../../lib/values/ids';
import { only, resources, synthesize } from '../synthesize';

describe('RoleGrant', () => {
  const props: Required<RoleGrantProps> = {
    role: 'Key Vault Secrets User',
    principalId: principalId('${azurerm_user_assigned_identity.x.principal_id}'),
    scope: { kind: 'keyVault', id: 'vault-id' },
    description: 'reads its API key',
    dependsOn: [],
  };

  it('minimal', () => {
    const { description: _, dependsOn: __, ...minimal } = props;
    expect(resources((stack) => new RoleGrant(stack, 'grant', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    expect(resources((stack) => new RoleGrant(stack, 'grant', props))).toMatchSnapshot();
  });

  it('sets the type of the principal, which Azure may not have replicated yet', () => {
    const assignment = only(
      synthesize((stack) => new RoleGrant(stack, 'grant', props)),
      'azurerm_role_assignment',
    );
    expect(assignment.principal_type).toBe('ServicePrincipal');
  });

  it('does not take a client id for a principal (checked by the compiler)', () => {
    const id = clientId('a41c7e92-05db-4f38-b6e7-2c9d81f4503a');
    // @ts-expect-error the two ids look alike, and Azure would search for half an hour
    const wrong: RoleGrantProps = { ...props, principalId: id };
    expect(wrong.principalId).toBe(id);
  });

  it('refuses a role that grants nothing on the resource', () => {
    expect(() => synthesize((stack) => new RoleGrant(stack, 'grant', { ...props, role: 'AcrPull' }))).toThrow(
      'role: role "AcrPull" has no effect on a keyVault; it applies to: registry, resourceGroup',
    );
  });
});
