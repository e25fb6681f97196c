import { configureTerraformState } from '../../../../constructs/azure/stack/terraform-state';
import type { TerraformStateDefinition } from '../../../../lib/definition/azure-definition';
import { type Json, synthesize } from '../synthesize';

const backendOf = (state: TerraformStateDefinition): Json =>
  synthesize((stack) =>
    configureTerraformState(stack, state, { subscriptionId: 'subscription', tenantId: 'tenant' }),
  ).terraform.backend;

const azurerm = {
  type: 'azurerm',
  resourceGroup: 'state-rg',
  storageAccount: 'statestore',
  container: 'tfstate',
} as const;

describe('configureTerraformState()', () => {
  it('writes a local state next to cdktf.json, by a path that is the same on each machine', () => {
    expect(backendOf({ type: 'local' })).toEqual({
      local: { path: '../../../terraform.test.tfstate' },
    });
  });

  it('signs in to the storage account with Entra ID', () => {
    expect(backendOf(azurerm).azurerm).toEqual({
      resource_group_name: 'state-rg',
      storage_account_name: 'statestore',
      container_name: 'tfstate',
      key: 'test.tfstate',
      subscription_id: 'subscription',
      tenant_id: 'tenant',
      use_azuread_auth: true,
    });
  });

  it('uses the blob and the subscription of the definition', () => {
    expect(backendOf({ ...azurerm, key: 'a.tfstate', subscriptionId: 'other' }).azurerm).toMatchObject({
      key: 'a.tfstate',
      subscription_id: 'other',
    });
  });
});
