import type { Damage } from './damage';

export const identityDamages: readonly Damage[] = [
  {
    name: 'the subject of vllm has another namespace',
    rule: 'identity/subject',
    change: (draft) => {
      draft.resource('azurerm_federated_identity_credential', 'my-aks-vllm_vllm-fed').subject =
        'system:serviceaccount:default:vllm';
      draft.resource('azurerm_federated_identity_credential', 'my-aks-triton_triton-fed').subject =
        'system:serviceaccount:production:tritons';
    },
  },
  {
    name: 'the subject of litellm has a typo',
    rule: 'identity/subject',
    change: (draft) => {
      draft.resource('azurerm_federated_identity_credential', 'my-aks-litellm_litellm-fed').subject =
        'system:serviceaccount:production:litelm';
    },
  },
  {
    name: 'the subject of agent contains only the name',
    rule: 'identity/subject',
    change: (draft) => {
      draft.resource('azurerm_federated_identity_credential', 'my-aks-agent_agent-fed').subject = 'agent';
    },
  },
  {
    name: 'the ServiceAccount of ai-app is renamed in Kubernetes only',
    rule: 'identity/subject',
    change: (draft) => {
      draft.object('ServiceAccount', 'my-app-sa').metadata.name = 'my-app';
      draft.podSpec('ai-app').serviceAccountName = 'my-app';
    },
  },
  {
    name: 'the federated credential of evaluation is removed',
    rule: 'identity/federated',
    change: (draft) => {
      draft.removeResource('azurerm_federated_identity_credential', 'my-aks-evaluation_evaluation-fed');
    },
  },
  {
    name: 'the federated credential of vllm is removed',
    rule: 'identity/federated',
    change: (draft) => {
      draft.removeResource('azurerm_federated_identity_credential', 'my-aks-vllm_vllm-fed');
    },
  },
  {
    name: 'the federated credential of litellm is removed',
    rule: 'identity/federated',
    change: (draft) => {
      draft.removeResource('azurerm_federated_identity_credential', 'my-aks-litellm_litellm-fed');
    },
  },
  {
    name: 'the federated credential of KEDA is removed',
    rule: 'identity/keda-credential',
    change: (draft) => {
      draft.removeResource('azurerm_federated_identity_credential', 'my-aks-keda_keda-operator');
    },
  },
  {
    name: 'the issuer of agent is the API server',
    rule: 'identity/issuer',
    change: (draft) => {
      draft.resource('azurerm_federated_identity_credential', 'my-aks-agent_agent-fed').issuer =
        '${azurerm_kubernetes_cluster.cluster.fqdn}';
    },
  },
  {
    name: 'the issuer of embedder is without TLS',
    rule: 'identity/issuer',
    change: (draft) => {
      draft.resource('azurerm_federated_identity_credential', 'my-aks-embedder_embedder-fed').issuer =
        'http://koreacentral.oic.prod-aks.azure.com/';
    },
  },
  {
    name: 'the audience of vllm is the management API',
    rule: 'identity/audience',
    change: (draft) => {
      draft.resource('azurerm_federated_identity_credential', 'my-aks-vllm_vllm-fed').audience = [
        'https://management.azure.com',
      ];
    },
  },
  {
    name: 'the audience of KEDA is in lower case',
    rule: 'identity/audience',
    change: (draft) => {
      draft.resource('azurerm_federated_identity_credential', 'my-aks-keda_keda-operator').audience = [
        'api://azureadtokenexchange',
      ];
    },
  },
  {
    name: 'two credentials of one identity have the same subject',
    rule: 'identity/credentials',
    change: (draft) => {
      draft.addResource('azurerm_federated_identity_credential', 'again', {
        ...draft.resource('azurerm_federated_identity_credential', 'my-aks-vllm_vllm-fed'),
        name: 'again',
      });
    },
  },
  {
    name: 'an identity has more than twenty federated credentials',
    rule: 'identity/credentials',
    change: (draft) => {
      for (let index = 0; index < 21; index += 1) {
        draft.addResource('azurerm_federated_identity_credential', `more-${index}`, {
          ...draft.resource('azurerm_federated_identity_credential', 'my-aks-vllm_vllm-fed'),
          name: `more-${index}`,
          subject: `system:serviceaccount:elsewhere:vllm-${index}`,
        });
      }
    },
  },
  {
    name: 'ai-app loses the workload identity label',
    rule: 'identity/pod-label',
    change: (draft) => {
      delete draft.object('Deployment', 'ai-app').spec.template.metadata.labels[
        'azure.workload.identity/use'
      ];
    },
  },
  {
    name: 'vllm loses the workload identity label',
    rule: 'identity/pod-label',
    change: (draft) => {
      delete draft.object('Deployment', 'vllm').spec.template.metadata.labels['azure.workload.identity/use'];
    },
  },
  {
    name: 'the workload identity label of litellm is "false"',
    rule: 'identity/pod-label',
    change: (draft) => {
      draft.object('Deployment', 'litellm').spec.template.metadata.labels['azure.workload.identity/use'] =
        'false';
    },
  },
  {
    name: 'the workload identity label of triton moves to the Deployment',
    rule: 'identity/pod-label',
    change: (draft) => {
      const triton = draft.object('Deployment', 'triton');
      delete triton.spec.template.metadata.labels['azure.workload.identity/use'];
      triton.metadata.labels['azure.workload.identity/use'] = 'true';
    },
  },
  {
    name: 'the client id of vllm is the name of the identity',
    rule: 'identity/client-id',
    change: (draft) => {
      draft.object('ServiceAccount', 'vllm').metadata.annotations['azure.workload.identity/client-id'] =
        'my-aks-vllm';
    },
  },
  {
    name: 'the client id of agent is a resource id',
    rule: 'identity/client-id',
    change: (draft) => {
      draft.object('ServiceAccount', 'agent').metadata.annotations['azure.workload.identity/client-id'] =
        '/subscriptions/1/resourceGroups/my-rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/my-aks-agent';
    },
  },
  {
    name: 'the role of agent is assigned to its client id',
    rule: 'identity/principal',
    change: (draft) => {
      draft.resource(
        'azurerm_role_assignment',
        'my-aks-agent_Key-Vault-Secrets-User-on-key-vault_role',
      ).principal_id = '${azurerm_user_assigned_identity.my-aks-agent_identity.client_id}';
    },
  },
  {
    name: 'the role of KEDA is assigned to the resource id of its identity',
    rule: 'identity/principal',
    change: (draft) => {
      draft.resource(
        'azurerm_role_assignment',
        'my-aks-keda_Azure-Service-Bus-Data-Owner-on-queue-ai-task-queue_role',
      ).principal_id = '${azurerm_user_assigned_identity.my-aks-keda_identity.id}';
    },
  },
  {
    name: 'AcrPull is assigned to the cluster identity',
    rule: 'identity/image-pull',
    change: (draft) => {
      draft.resource('azurerm_role_assignment', 'cluster_registry-pull-role').principal_id =
        '${azurerm_kubernetes_cluster.cluster.identity[0].principal_id}';
    },
  },
  {
    name: 'the vault role of agent is removed',
    rule: 'identity/vault-role',
    change: (draft) => {
      draft.removeResource(
        'azurerm_role_assignment',
        'my-aks-agent_Key-Vault-Secrets-User-on-key-vault_role',
      );
    },
  },
  {
    name: 'the vault role of ai-app is removed',
    rule: 'identity/vault-role',
    change: (draft) => {
      draft.removeResource(
        'azurerm_role_assignment',
        'my-app-identity_Key-Vault-Secrets-User-on-key-vault_role',
      );
    },
  },
  {
    name: 'the vault role of vllm does not include secrets',
    rule: 'identity/vault-role',
    change: (draft) => {
      draft.resource(
        'azurerm_role_assignment',
        'my-aks-vllm_Key-Vault-Secrets-User-on-key-vault_role',
      ).role_definition_name = 'Key Vault Reader';
    },
  },
  {
    name: 'the vault role of litellm is assigned to triton',
    rule: 'identity/vault-role',
    change: (draft) => {
      draft.resource(
        'azurerm_role_assignment',
        'my-aks-litellm_Key-Vault-Secrets-User-on-key-vault_role',
      ).principal_id = '${azurerm_user_assigned_identity.my-aks-triton_identity.principal_id}';
    },
  },
  {
    name: 'the role of KEDA on a queue is removed',
    rule: 'identity/scaler-role',
    change: (draft) => {
      draft.removeResource(
        'azurerm_role_assignment',
        'my-aks-keda_Azure-Service-Bus-Data-Owner-on-queue-embedding-queue_role',
      );
    },
  },
  {
    name: 'the role of KEDA can receive messages but not count them',
    rule: 'identity/scaler-role',
    change: (draft) => {
      draft.resource(
        'azurerm_role_assignment',
        'my-aks-keda_Azure-Service-Bus-Data-Owner-on-queue-ai-task-queue_role',
      ).role_definition_name = 'Azure Service Bus Data Receiver';
    },
  },
  {
    name: 'the identity of ai-app can send to the queue that scales it, but not receive from it',
    rule: 'identity/queue-receiver',
    change: (draft) => {
      draft.resource(
        'azurerm_role_assignment',
        'my-app-identity_Azure-Service-Bus-Data-Receiver-on-queue-ai-task-queue_role',
      ).role_definition_name = 'Azure Service Bus Data Sender';
    },
  },
  {
    name: 'the role to pull images is removed',
    rule: 'identity/registry-pull',
    change: (draft) => {
      draft.removeResource('azurerm_role_assignment', 'cluster_registry-pull-role');
    },
  },
];
