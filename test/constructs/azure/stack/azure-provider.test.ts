import { configureAzureStack } from '../../../../constructs/azure/stack/azure-provider';
import { azurermVersionConstraint } from '../../../../constructs/azure/stack/azurerm-compatibility';
import { synthesize } from '../synthesize';

describe('a stack with only the required settings', () => {
  const { terraform, provider } = synthesize((stack) =>
    configureAzureStack(stack, {
      subscriptionId: '11111111-2222-4333-8444-555555555555',
      tenantId: '66666666-7777-4888-9999-aaaaaaaaaaaa',
    }),
  );

  it('has local state', () => {
    expect(Object.keys(terraform.backend)).toEqual(['local']);
  });

  it('is for the public cloud', () => {
    expect(provider.azurerm[0].environment).toBe('public');
  });

  it('is for azurerm 4.55, without Grafana', () => {
    expect(terraform.required_providers.azurerm.version).toBe('>= 4.55.0, < 5.0.0');
    expect(azurermVersionConstraint('4.55')).toBe('>= 4.55.0, < 5.0.0');
  });
});
