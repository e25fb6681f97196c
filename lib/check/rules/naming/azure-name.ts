import { azureNameProblem } from '../../../facts/azure-names';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';

const kinds = {
  azurerm_key_vault: 'keyVault',
  azurerm_container_registry: 'containerRegistry',
  azurerm_servicebus_namespace: 'serviceBusNamespace',
  azurerm_storage_account: 'storageAccount',
  azurerm_kubernetes_cluster: 'cluster',
  azurerm_kubernetes_cluster_node_pool: 'nodePool',
} as const;

export const azureName: Rule = {
  id: 'naming/azure-name',
  title: 'The name of an Azure resource must be valid',
  severity: 'error',
  why: 'Azure rejects an invalid name at the end of an apply, when half of the resources exist.',
  source: 'learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (2026-11)',
  needs: ['terraform'],
  bad: { terraform: { resource: { azurerm_key_vault: { vault: { name: 'my--vault' } } } } },
  good: { terraform: { resource: { azurerm_key_vault: { vault: { name: 'my-vault' } } } } },
  check: (picture) =>
    Object.entries(kinds).flatMap(([type, kind]) =>
      picture.resourcesOf(type).flatMap((resource) => {
        const name = textAt(resource.attributes, 'name');
        const problem = name === undefined || !isLiteral(name) ? undefined : azureNameProblem(kind, name);
        if (problem === undefined) return [];
        return [
          {
            in: resource,
            field: 'name',
            message: `Azure rejects the resource: ${problem}.`,
            expected: 'a valid Azure name',
            fix: 'Choose another name.',
          },
        ];
      }),
    ),
};
