import type { JsonObject } from '../../values/json';

/** A node pool `pool` with CPU nodes. */
export function nodePoolExample(body: JsonObject) {
  return nodePoolsExample({ pool: { name: 'pool', vm_size: 'Standard_D8s_v5', ...body } });
}

/** A node pool `gpu` of up to two nodes with one GPU each. */
export function gpuPoolExample(body: JsonObject = {}) {
  return nodePoolsExample({
    gpu: { name: 'gpu', vm_size: 'Standard_NC24ads_A100_v4', max_count: 2, ...body },
  });
}

/** A node pool `cpu` of up to three nodes with 8 vCPUs and 32 GiB each. */
export const cpuPoolExample = nodePoolsExample({
  cpu: { name: 'cpu', vm_size: 'Standard_D8s_v5', max_count: 3 },
});

/** A node pool `gpu` with label and taint `sku=gpu`, and a node pool `cpu`. */
export const labeledPoolsExample = nodePoolsExample({
  gpu: {
    name: 'gpu',
    vm_size: 'Standard_NC24ads_A100_v4',
    node_labels: { sku: 'gpu' },
    node_taints: ['sku=gpu:NoSchedule'],
    max_count: 2,
  },
  cpu: { name: 'cpu', vm_size: 'Standard_D8s_v5', max_count: 3 },
});

/** Node pools by the names of their Terraform resources. */
export function nodePoolsExample(pools: Readonly<Record<string, JsonObject>>) {
  return { resource: { azurerm_kubernetes_cluster_node_pool: pools } };
}

/** A cluster `aks`. */
export function clusterExample(body: JsonObject) {
  return { resource: { azurerm_kubernetes_cluster: { aks: { name: 'aks', ...body } } } };
}

/** A managed identity `app` with a federated identity credential for a subject. */
export function federatedCredentialExample(subject: string) {
  return {
    resource: {
      azurerm_user_assigned_identity: { app: { name: 'app' } },
      azurerm_federated_identity_credential: {
        app: {
          name: 'app',
          parent_id: '${azurerm_user_assigned_identity.app.id}',
          issuer: '${azurerm_kubernetes_cluster.aks.oidc_issuer_url}',
          audience: ['api://AzureADTokenExchange'],
          subject,
        },
      },
    },
  };
}
