import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';

const providerClass = (name: string) => `
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: app, namespace: apps }
spec: { provider: azure, parameters: { clientID: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25, keyvaultName: ${name}, tenantId: 7b1d } }
`;
const terraform = { resource: { azurerm_key_vault: { vault: { name: 'my-kv' } } } };

export const vault: Rule = {
  id: 'secrets/vault',
  title: 'A SecretProviderClass must read a Key Vault that Terraform creates',
  severity: 'error',
  why: 'With a wrong name, the driver finds no vault or the vault of another team, and the pod stays in ContainerCreating.',
  source: 'learn.microsoft.com/azure/aks/csi-secrets-store-driver (2026-11)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: { kubernetes: providerClass('my-vault'), terraform },
  good: { kubernetes: providerClass('my-kv'), terraform },
  check: (picture) => {
    const vaults = picture.resourcesOf('azurerm_key_vault');
    const names = vaults.map(({ attributes }) => textAt(attributes, 'name'));
    if (vaults.length === 0 || names.some((name) => name === undefined || !isLiteral(name))) return [];
    return picture.ofKind('SecretProviderClass').flatMap((found) => {
      const name = textAt(found.object, 'spec.parameters.keyvaultName');
      if (name === undefined || names.includes(name)) return [];
      return [
        {
          in: found,
          field: 'spec.parameters.keyvaultName',
          message: `Terraform creates no Key Vault "${name}", so pods that mount this class stay in ContainerCreating.`,
          expected: `one of the Key Vaults in Terraform: ${names.join(', ')}`,
          fix: 'Correct keyvaultName.',
        },
      ];
    });
  },
};
