import { TerraformVariable } from 'cdktf';
import {
  PlatformRegistry,
  type PlatformRegistryProps,
} from '../../../../constructs/azure/services/container-registry';
import { only, place, resources, synthesize, tags } from '../synthesize';

describe('PlatformRegistry', () => {
  const registry = (props: Partial<PlatformRegistryProps> = {}) =>
    only(
      synthesize(
        (stack) => new PlatformRegistry(stack, 'registry', { ...place, name: 'myregistry', ...props }),
      ),
      'azurerm_container_registry',
    );

  it('minimal', () => {
    expect(
      resources((stack) => new PlatformRegistry(stack, 'registry', { ...place, name: 'myregistry' })),
    ).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformRegistryProps> = {
      ...place,
      name: 'myregistry',
      sku: 'Premium',
      publicNetworkAccess: false,
      zoneRedundancy: true,
      untaggedRetentionDays: 30,
      preventDestroy: false,
      tags,
    };
    expect(resources((stack) => new PlatformRegistry(stack, 'registry', props))).toMatchSnapshot();
  });

  it('has no passwords', () => {
    expect([registry().admin_enabled, registry().anonymous_pull_enabled]).toEqual([false, false]);
  });

  it('does not speak of anonymous pull on Basic, which has none', () => {
    expect(registry({ sku: 'Basic' })).not.toHaveProperty('anonymous_pull_enabled');
  });

  it('cannot be deleted by accident', () => {
    expect(registry().lifecycle).toEqual({ prevent_destroy: true });
  });

  it('refuses a name and a number that Azure refuses, all at once', () => {
    expect(() => registry({ name: 'my-registry', sku: 'Premium', untaggedRetentionDays: 366 })).toThrow(
      /2 problems.*name: container registry name "my-registry" is invalid.*untaggedRetentionDays: 366 is not a valid number of days\. Use a whole number from 0 to 365/s,
    );
  });

  it('accepts a name and a number that are Terraform expressions', () => {
    const terraform = synthesize((stack) => {
      const name = new TerraformVariable(stack, 'name', {});
      const days = new TerraformVariable(stack, 'days', { type: 'number' });
      new PlatformRegistry(stack, 'registry', {
        ...place,
        name: name.stringValue,
        sku: 'Premium',
        untaggedRetentionDays: days.numberValue,
      });
    });
    expect(only(terraform, 'azurerm_container_registry')).toMatchObject({
      name: '${var.name}',
      retention_policy_in_days: '${var.days}',
    });
  });

  it('refuses what its sku does not have, all at once', () => {
    expect(() => registry({ sku: 'Standard', publicNetworkAccess: false, zoneRedundancy: true })).toThrow(
      /^2 problems in the registry myregistry:\n\n {2}publicNetworkAccess: the SKU "Standard" does not support it\. Use "Premium", or remove it\.\n {2}zoneRedundancy/,
    );
  });
});
