import type { Damage } from './damage';

export const namingDamages: readonly Damage[] = [
  {
    name: 'the name of the vault contains two dashes in a row',
    rule: 'naming/azure-name',
    change: (draft) => {
      draft.resource('azurerm_key_vault').name = 'my--kv';
      for (const found of draft.objects('SecretProviderClass')) found.spec.parameters.keyvaultName = 'my--kv';
    },
  },
  {
    name: 'the name of the registry contains a dash',
    rule: 'naming/azure-name',
    change: (draft) => {
      draft.resource('azurerm_container_registry').name = 'my-registry';
    },
  },
  {
    name: 'the name of a pool contains capital letters',
    rule: 'naming/azure-name',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').name = 'CpuPool';
    },
  },
  {
    name: 'the name of a storage account is too long',
    rule: 'naming/azure-name',
    change: (draft) => {
      draft.resource('azurerm_storage_account', 'mytraces_account').name = 'mytracesmytracesmytracesmytraces';
    },
  },
  {
    name: 'a pool has a label with the prefix of AKS',
    rule: 'naming/node-label',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').node_labels = {
        'kubernetes.azure.com/team': 'ai',
      };
    },
  },
  {
    name: 'a variable of ai-app is a number',
    rule: 'naming/text-values',
    change: (draft) => {
      draft.container('ai-app').env.push({ name: 'WORKERS', value: 4 });
    },
  },
  {
    name: 'a label of vllm is a boolean',
    rule: 'naming/text-values',
    change: (draft) => {
      draft.object('Deployment', 'vllm').metadata.labels.gpu = true;
    },
  },
  {
    name: 'a value in the ConfigMap of litellm is a number',
    rule: 'naming/text-values',
    change: (draft) => {
      draft.object('ConfigMap', 'litellm').data.port = 4000;
    },
  },
];
