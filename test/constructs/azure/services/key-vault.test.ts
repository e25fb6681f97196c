import {
  PlatformKeyVault,
  type PlatformKeyVaultProps,
} from '../../../../constructs/azure/services/key-vault';
import { only, place, resources, synthesize, tags } from '../synthesize';

describe('PlatformKeyVault', () => {
  const minimal = { ...place, name: 'my-kv', tenantId: '66666666-7777-4888-9999-aaaaaaaaaaaa' };
  const vault = (props: Partial<PlatformKeyVaultProps> = {}) =>
    only(
      synthesize((stack) => new PlatformKeyVault(stack, 'vault', { ...minimal, ...props })),
      'azurerm_key_vault',
    );

  it('minimal', () => {
    expect(resources((stack) => new PlatformKeyVault(stack, 'vault', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformKeyVaultProps> = {
      ...minimal,
      sku: 'premium',
      softDeleteDays: 7,
      publicNetworkAccess: false,
      purgeProtection: false,
      preventDestroy: false,
      tags,
    };
    expect(resources((stack) => new PlatformKeyVault(stack, 'vault', props))).toMatchSnapshot();
  });

  it('refuses a name and a number that Azure refuses, all at once', () => {
    expect(() => vault({ name: 'my--kv', softDeleteDays: 6 })).toThrow(
      /2 problems in the Key Vault my--kv.*Key Vault name "my--kv" is invalid: it contains "--".*softDeleteDays: 6 is not a valid number of days/s,
    );
  });

  it('sets RBAC mode, which role assignments need and which is no default of azurerm 4', () => {
    expect(vault().rbac_authorization_enabled).toBe(true);
  });

  it('has purge protection', () => {
    expect(vault().purge_protection_enabled).toBe(true);
  });

  it('denies the public network without public network access', () => {
    expect(vault({ publicNetworkAccess: false })).toMatchObject({
      public_network_access_enabled: false,
      network_acls: { bypass: 'None', default_action: 'Deny' },
    });
  });
});
