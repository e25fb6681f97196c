import { production, withAttribute, withTerraform } from '../checkouts';
import type { ChangeCase } from './change-case';

const pool = 'azurerm_kubernetes_cluster_node_pool';
const cluster = 'azurerm_kubernetes_cluster.cluster';
const vault = 'azurerm_key_vault.key-vault_vault';
const namespace = 'azurerm_servicebus_namespace.service-bus_namespace';
const withLargeNodes = withAttribute(`${pool}.gpupool.vm_size`, 'Standard_NC48ads_A100_v4');

const ignoring = (mine: string) =>
  withAttribute(
    `${vault}.tags`,
    { theirs: mine, mine },
    withAttribute(`${vault}.lifecycle`, { prevent_destroy: true, ignore_changes: ['tags["theirs"]'] }),
  );

/** Changes of Terraform. */
export const azureCases: readonly ChangeCase[] = [
  {
    title: 'more nodes',
    after: () => withAttribute(`${pool}.gpupool.max_count`, 5),
    says: [
      '| `production` | – | – | **21 → 23** | – | 1 changed | – |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `node pool gpupool` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | `max_count` | `3` | `5` |',
      '#### Limits',
      '| Node pool `gpupool` | 0–3 nodes × 1 GPU | 0–5 nodes × 1 GPU |',
      '| Maximum nodes of all pools | 18 | **20** |',
      '| Maximum GPUs of all pools | 21 | **23** |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
    ],
  },
  {
    title: 'an unknown VM size',
    after: () => withAttribute(`${pool}.gpupool.vm_size`, 'Standard_ND999_v9'),
    says: [
      '| `production` | **1 × nodes replaced** | – | **21 → 18 + ?** | – | 1 changed | – |',
      '### Risks',
      '| **nodes replaced** | node pool `gpupool` | `vm_size` from `Standard_NC24ads_A100_v4` to `Standard_ND999_v9` | azurerm moves its pods to a temporary pool and back without a drain; the quota must cover both pools |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `node pool gpupool` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | `vm_size` | `Standard_NC24ads_A100_v4` | `Standard_ND999_v9` |',
      '#### Limits',
      '| Node pool `gpupool` | 0–3 nodes × 1 GPU | 0–3 nodes × ? GPUs |',
      '| Maximum nodes of all pools | 18 | 18 |',
      '| Maximum GPUs of all pools | 21 | **18**, plus an unknown number for `gpupool` |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
    ],
  },
  {
    title: 'an expression for the number of nodes',
    after: () => withAttribute(`${pool}.gpupool.max_count`, '${var.nodes}'),
    says: [
      '| `production` | – | – | **21 → 18 + ?** | – | 1 changed | – |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `node pool gpupool` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | `max_count` | `3` | `${var.nodes}` |',
      '#### Limits',
      '| Node pool `gpupool` | 0–3 nodes × 1 GPU | unknown |',
      '| Maximum nodes of all pools | 18 | **15**, plus an unknown number for `gpupool` |',
      '| Maximum GPUs of all pools | 21 | **18**, plus an unknown number for `gpupool` |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
    ],
  },
  {
    title: 'another VM size',
    after: () => withLargeNodes,
    says: [
      '| `production` | **1 × nodes replaced** | – | **21 → 24** | – | 1 changed | – |',
      '### Risks',
      '| **nodes replaced** | node pool `gpupool` | `vm_size` from `Standard_NC24ads_A100_v4` to `Standard_NC48ads_A100_v4` | azurerm moves its pods to a temporary pool and back without a drain; the quota must cover both pools |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `node pool gpupool` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | `vm_size` | `Standard_NC24ads_A100_v4` | `Standard_NC48ads_A100_v4` |',
      '#### Limits',
      '| Node pool `gpupool` | 0–3 nodes × 1 GPU | 0–3 nodes × 2 GPUs |',
      '| Maximum nodes of all pools | 18 | 18 |',
      '| Maximum GPUs of all pools | 21 | **24** |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
    ],
  },
  {
    title: 'another VM size of a pool without a temporary name',
    after: () => withAttribute(`${pool}.gpupool.temporary_name_for_rotation`, undefined, withLargeNodes),
    says: [
      '| `production` | **1 × Terraform fails** | – | **21 → 24** | – | 1 changed | 1 new |',
      '### Risks',
      '| **Terraform fails** | node pool `gpupool` | `vm_size` from `Standard_NC24ads_A100_v4` to `Standard_NC48ads_A100_v4` | it has no `temporary_name_for_rotation`, which azurerm requires for this change |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `node pool gpupool` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | `temporary_name_for_rotation` | `gpupooltemp` | – |',
      '|  | `vm_size` | `Standard_NC24ads_A100_v4` | `Standard_NC48ads_A100_v4` |',
      '#### Limits',
      '| Node pool `gpupool` | 0–3 nodes × 1 GPU | 0–3 nodes × 2 GPUs |',
      '| Maximum nodes of all pools | 18 | 18 |',
      '| Maximum GPUs of all pools | 21 | **24** |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
      '#### Check',
      '| new warning | `azurerm_kubernetes_cluster_node_pool.gpupool` | `temporary_name_for_rotation: temporary_name_for_rotation is not set, so a change of the VM size deletes the pool or the cluster first. Expected: a different name of up to 12 lower-case letters and digits. Fix: Set temporary_name_for_rotation = "gpupooltemp".` | `cluster/rotation-name` |',
    ],
  },
  {
    title: 'another operating system, which Azure upgrades to',
    before: () => withAttribute(`${pool}.gpupool.os_sku`, 'Ubuntu'),
    after: () => withAttribute(`${pool}.gpupool.os_sku`, 'AzureLinux'),
    says: [
      '| `production` | **1 × nodes replaced** | – | 21 | – | 1 changed | – |',
      '### Risks',
      '| **nodes replaced** | node pool `gpupool` | `os_sku` from `Ubuntu` to `AzureLinux` | AKS drains and replaces one node after another |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `node pool gpupool` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | `os_sku` | `Ubuntu` | `AzureLinux` |',
    ],
  },
  {
    title: 'the name of a node pool',
    after: () => withAttribute(`${pool}.gpupool.name`, 'gpunew'),
    says: [
      '| `production` | **1 × recreated, 3 × check error** | – | 21 | – | 1 replaced | 3 new |',
      '### Risks',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | `name` from `gpupool` to `gpunew` | its nodes, without a drain; pods wait for other nodes |',
      '| **check error** | `DaemonSet gpu-resources/nvidia-device-plugin` | `spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: The device plugin does not select the nodes of pool gpunew, so Kubernetes does not see their GPUs.` | `gpu/plugin-tolerations` |',
      '| **check error** | `Deployment production/triton` | `spec.template.spec.nodeSelector: The pod requires a node with kubernetes.azure.com/agentpool=gpupool and sku=gpu, but no node pool has these labels, so the pod stays Pending.` | `scheduling/unknown-node-label` |',
      '| **check error** | `ScaledObject production/vllm-scaler` | `spec.maxReplicaCount: The maximum is 3 pods with 1 GPU each, but the node pools have GPUs for 2 pods, so the remaining pods stay Pending.` | `gpu/replicas-above-pool` |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `node pool gpupool` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | `name` from `gpupool` to `gpunew` |',
      '#### Limits',
      '| Node pool `gpunew` | – | 0–3 nodes × 1 GPU |',
      '| Node pool `gpupool` | 0–3 nodes × 1 GPU | – |',
      '| Maximum nodes of all pools | 18 | 18 |',
      '| Maximum GPUs of all pools | 21 | 21 |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
      '#### Check',
      '| new error | `DaemonSet gpu-resources/nvidia-device-plugin` | `spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: The device plugin does not select the nodes of pool gpunew, so Kubernetes does not see their GPUs. Expected: a device plugin on every GPU node pool. Fix: Extend the node selector to the pool.` | `gpu/plugin-tolerations` |',
      '| new error | `Deployment production/triton` | `spec.template.spec.nodeSelector: The pod requires a node with kubernetes.azure.com/agentpool=gpupool and sku=gpu, but no node pool has these labels, so the pod stays Pending. Expected: labels that one node pool has. Fix: Correct the label, or add it to node_labels of the node pool.` | `scheduling/unknown-node-label` |',
      '| new error | `ScaledObject production/vllm-scaler` | `spec.maxReplicaCount: The maximum is 3 pods with 1 GPU each, but the node pools have GPUs for 2 pods, so the remaining pods stay Pending. Expected: a maximum of 2. Fix: Raise max_count of the node pool, or lower the maximum number of replicas.` | `gpu/replicas-above-pool` |',
    ],
  },
  {
    title: 'a removed node pool',
    after: () => withAttribute(`${pool}.gpubig`, undefined),
    says: [
      '| `production` | **1 × deleted, 2 × check error** | – | **21 → 5** | – | 1 destroyed | 2 new |',
      '### Risks',
      '| **deleted** | `azurerm_kubernetes_cluster_node_pool.gpubig` (`gpubig`) | removed from the code | its nodes, without a drain; pods wait for other nodes |',
      '| **check error** | `LeaderWorkerSet production/deepseek` | `spec.leaderWorkerTemplate.leaderTemplate.spec.nodeSelector: The pod requires a node with kubernetes.azure.com/agentpool=gpubig and sku=gpu, but no node pool has these labels, so the pod stays Pending.` | `scheduling/unknown-node-label` |',
      '| **check error** | `LeaderWorkerSet production/deepseek` | `spec.leaderWorkerTemplate.workerTemplate.spec.nodeSelector: The pod requires a node with kubernetes.azure.com/agentpool=gpubig and sku=gpu, but no node pool has these labels, so the pod stays Pending.` | `scheduling/unknown-node-label` |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `node pool gpubig` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'Destroyed: `azurerm_kubernetes_cluster_node_pool`: `gpubig`',
      '#### Limits',
      '| Node pool `gpubig` | 0–2 nodes × 8 GPUs | – |',
      '| Maximum nodes of all pools | 18 | **16** |',
      '| Maximum GPUs of all pools | 21 | **5** |',
      '| Maximum GPUs that all workloads request | 20 | 20 |',
      '#### Check',
      '| new error | `LeaderWorkerSet production/deepseek` | `spec.leaderWorkerTemplate.leaderTemplate.spec.nodeSelector: The pod requires a node with kubernetes.azure.com/agentpool=gpubig and sku=gpu, but no node pool has these labels, so the pod stays Pending. Expected: labels that one node pool has. Fix: Correct the label, or add it to node_labels of the node pool.` | `scheduling/unknown-node-label` |',
      '| new error | `LeaderWorkerSet production/deepseek` | `spec.leaderWorkerTemplate.workerTemplate.spec.nodeSelector: The pod requires a node with kubernetes.azure.com/agentpool=gpubig and sku=gpu, but no node pool has these labels, so the pod stays Pending. Expected: labels that one node pool has. Fix: Correct the label, or add it to node_labels of the node pool.` | `scheduling/unknown-node-label` |',
    ],
  },
  {
    title: 'an immutable field of the cluster',
    after: () => withAttribute(`${cluster}.network_profile.service_cidr`, '10.246.0.0/16'),
    says: [
      '| `production` | **1 × Terraform fails, 1 × lost, 5 × recreated** | – | 21 | – | 14 replaced | – |',
      '### Risks',
      '| **Terraform fails** | `azurerm_kubernetes_cluster.cluster` (`my-aks`) | `network_profile.service_cidr` from `10.245.0.0/16` to `10.246.0.0/16` | `prevent_destroy` stops the whole deployment; without it, the loss is: every pod, volume claim and address in the cluster. Changed in place with it: 10 `azurerm_federated_identity_credential`, 14 `azurerm_monitor_alert_prometheus_rule_group`; sign-ins fail until the credentials have the new issuer |',
      '| **lost** | `azurerm_kubernetes_cluster_extension.argo-cd_extension` (`argocd`) | it depends on `azurerm_kubernetes_cluster.cluster` | everything that it installed, for example Argo CD |',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.cpupool` (`cpupool`) | it depends on `azurerm_kubernetes_cluster.cluster` | its nodes, without a drain; pods wait for other nodes |',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.gpubig` (`gpubig`) | it depends on `azurerm_kubernetes_cluster.cluster` | its nodes, without a drain; pods wait for other nodes |',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | it depends on `azurerm_kubernetes_cluster.cluster` | its nodes, without a drain; pods wait for other nodes |',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.gpuspot` (`gpuspot`) | it depends on `azurerm_kubernetes_cluster.cluster` | its nodes, without a drain; pods wait for other nodes |',
      '| **recreated** | 2 `azurerm_monitor_data_collection_rule_association`, 1 `azurerm_monitor_diagnostic_setting`, 5 `azurerm_role_assignment` | it depends on `azurerm_kubernetes_cluster.cluster` | Terraform recreates them with it; permissions and sign-ins fail until then |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `kubernetes cluster my-aks`, `kubernetes cluster extension argocd`, `node pool cpupool`, `node pool gpubig`, `node pool gpupool`, `node pool gpuspot`, `monitor data collection rule association ContainerInsightsExtension`, `monitor data collection rule association MSProm-koreacentral-my-aks`, `monitor diagnostic setting log-analytics`, `role assignment` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'Changed in place with what they refer to: `azurerm_federated_identity_credential`: `agent-fed`, `embedder-fed`, `evaluation-fed`, `keda-operator`, `langfuse-fed`, `litellm-fed`, `notifications-fed`, `triton-fed`, `vllm-fed`, `my-app-fed`; `azurerm_monitor_alert_prometheus_rule_group`: `gpu-pool-gpubig-my-aks`, `gpu-pool-gpupool-my-aks`, `gpu-pool-gpuspot-my-aks`, `inference-production-deepseek-my-aks`, `inference-production-vllm-my-aks`, `KubernetesRecordingRulesRuleGroup-my-aks`, `NodeRecordingRulesRuleGroup-my-aks`, `workload-production-agent-my-aks`, `workload-production-ai-app-my-aks`, `workload-production-embedder-my-aks`, `workload-production-embedder-secrets-my-aks`, `workload-production-evaluation-my-aks`, `workload-production-litellm-my-aks`, `workload-production-triton-my-aks`',
      '| `azurerm_kubernetes_cluster.cluster` (`my-aks`) | `network_profile.service_cidr` from `10.245.0.0/16` to `10.246.0.0/16` |',
      '| `azurerm_kubernetes_cluster_extension.argo-cd_extension`, `azurerm_kubernetes_cluster_node_pool.cpupool`, `azurerm_kubernetes_cluster_node_pool.gpubig`, `azurerm_kubernetes_cluster_node_pool.gpupool`, `azurerm_kubernetes_cluster_node_pool.gpuspot`, `azurerm_monitor_data_collection_rule_association.container-insights_rule-association`, `azurerm_monitor_data_collection_rule_association.prometheus_rule-association`, `azurerm_monitor_diagnostic_setting.cluster_diagnostics`, `azurerm_role_assignment.cluster_registry-pull-role`, `azurerm_role_assignment.ingress-controller_gateway-identity_role`, `azurerm_role_assignment.ingress-controller_gateway_role`, `azurerm_role_assignment.ingress-controller_resource-group_role`, `azurerm_role_assignment.ingress-controller_subnet_role` | it depends on `azurerm_kubernetes_cluster.cluster` |',
    ],
  },
  {
    title: 'an immutable field of the cluster without protection',
    after: () =>
      withAttribute(`${cluster}.dns_prefix`, 'other', withAttribute(`${cluster}.lifecycle`, undefined)),
    says: [
      '| `production` | **2 × lost, 5 × recreated** | – | 21 | – | 14 replaced | – |',
      '### Risks',
      '| **lost** | `azurerm_kubernetes_cluster.cluster` (`my-aks`) | `dns_prefix` from `my-aks` to `other` | every pod, volume claim and address in the cluster. Changed in place with it: 10 `azurerm_federated_identity_credential`, 14 `azurerm_monitor_alert_prometheus_rule_group`; sign-ins fail until the credentials have the new issuer |',
      '| **lost** | `azurerm_kubernetes_cluster_extension.argo-cd_extension` (`argocd`) | it depends on `azurerm_kubernetes_cluster.cluster` | everything that it installed, for example Argo CD |',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.cpupool` (`cpupool`) | it depends on `azurerm_kubernetes_cluster.cluster` | its nodes, without a drain; pods wait for other nodes |',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.gpubig` (`gpubig`) | it depends on `azurerm_kubernetes_cluster.cluster` | its nodes, without a drain; pods wait for other nodes |',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.gpupool` (`gpupool`) | it depends on `azurerm_kubernetes_cluster.cluster` | its nodes, without a drain; pods wait for other nodes |',
      '| **recreated** | `azurerm_kubernetes_cluster_node_pool.gpuspot` (`gpuspot`) | it depends on `azurerm_kubernetes_cluster.cluster` | its nodes, without a drain; pods wait for other nodes |',
      '| **recreated** | 2 `azurerm_monitor_data_collection_rule_association`, 1 `azurerm_monitor_diagnostic_setting`, 5 `azurerm_role_assignment` | it depends on `azurerm_kubernetes_cluster.cluster` | Terraform recreates them with it; permissions and sign-ins fail until then |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `kubernetes cluster my-aks`, `kubernetes cluster extension argocd`, `node pool cpupool`, `node pool gpubig`, `node pool gpupool`, `node pool gpuspot`, `monitor data collection rule association ContainerInsightsExtension`, `monitor data collection rule association MSProm-koreacentral-my-aks`, `monitor diagnostic setting log-analytics`, `role assignment` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'Changed in place with what they refer to: `azurerm_federated_identity_credential`: `agent-fed`, `embedder-fed`, `evaluation-fed`, `keda-operator`, `langfuse-fed`, `litellm-fed`, `notifications-fed`, `triton-fed`, `vllm-fed`, `my-app-fed`; `azurerm_monitor_alert_prometheus_rule_group`: `gpu-pool-gpubig-my-aks`, `gpu-pool-gpupool-my-aks`, `gpu-pool-gpuspot-my-aks`, `inference-production-deepseek-my-aks`, `inference-production-vllm-my-aks`, `KubernetesRecordingRulesRuleGroup-my-aks`, `NodeRecordingRulesRuleGroup-my-aks`, `workload-production-agent-my-aks`, `workload-production-ai-app-my-aks`, `workload-production-embedder-my-aks`, `workload-production-embedder-secrets-my-aks`, `workload-production-evaluation-my-aks`, `workload-production-litellm-my-aks`, `workload-production-triton-my-aks`',
      '| `azurerm_kubernetes_cluster.cluster` (`my-aks`) | `dns_prefix` from `my-aks` to `other` |',
      '| `azurerm_kubernetes_cluster_extension.argo-cd_extension`, `azurerm_kubernetes_cluster_node_pool.cpupool`, `azurerm_kubernetes_cluster_node_pool.gpubig`, `azurerm_kubernetes_cluster_node_pool.gpupool`, `azurerm_kubernetes_cluster_node_pool.gpuspot`, `azurerm_monitor_data_collection_rule_association.container-insights_rule-association`, `azurerm_monitor_data_collection_rule_association.prometheus_rule-association`, `azurerm_monitor_diagnostic_setting.cluster_diagnostics`, `azurerm_role_assignment.cluster_registry-pull-role`, `azurerm_role_assignment.ingress-controller_gateway-identity_role`, `azurerm_role_assignment.ingress-controller_gateway_role`, `azurerm_role_assignment.ingress-controller_resource-group_role`, `azurerm_role_assignment.ingress-controller_subnet_role` | it depends on `azurerm_kubernetes_cluster.cluster` |',
    ],
  },
  {
    title: 'the days of soft delete',
    after: () => withAttribute(`${vault}.soft_delete_retention_days`, 30),
    says: [
      '| `production` | **1 × refused by Azure** | – | 21 | – | 1 changed | – |',
      '### Risks',
      '| **refused by Azure** | `azurerm_key_vault.key-vault_vault` (`my-kv-k4x9`) | `soft_delete_retention_days` from `90` to `30` | the plan succeeds and the deployment fails: a vault keeps the days that it was created with. Way out: keep the old value, or create a vault with another name and move its contents |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `key vault my-kv-k4x9` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_key_vault.key-vault_vault` (`my-kv-k4x9`) | `soft_delete_retention_days` | `90` | `30` |',
    ],
  },
  {
    title: 'a removed protection',
    after: () => withAttribute(`${cluster}.lifecycle`, undefined),
    says: [
      '| `production` | **1 × no longer protected** | – | 21 | – | 1 changed | – |',
      '### Risks',
      '| **no longer protected** | `azurerm_kubernetes_cluster.cluster` (`my-aks`) | `prevent_destroy` is removed | Terraform can destroy it from now on |',
    ],
  },
  {
    title: 'the name of the Key Vault without protection',
    after: () => withAttribute(`${vault}.name`, 'my-vault-k4x9', withAttribute(`${vault}.lifecycle`, {})),
    says: [
      '| `production` | **1 × lost, 1 × recreated, 1 × check error** | – | 21 | – | 11 replaced | 8 new |',
      '### Risks',
      '| **lost** | `azurerm_key_vault.key-vault_vault` (`my-kv-k4x9`) | `name` from `my-kv-k4x9` to `my-vault-k4x9` | its secrets and certificates; soft delete restores them only under the same name |',
      '| **recreated** | 1 `azurerm_monitor_diagnostic_setting`, 9 `azurerm_role_assignment` | it depends on `azurerm_key_vault.key-vault_vault` | Terraform recreates them with it; permissions and sign-ins fail until then |',
      '| **check error** | `SecretProviderClass production/agent-secrets`, `SecretProviderClass production/ai-app-secrets`, `SecretProviderClass production/embedder-secrets` and 5 more | `spec.parameters.keyvaultName: Terraform creates no Key Vault "my-kv-k4x9", so pods that mount this class stay in ContainerCreating.` | `secrets/vault` |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `key vault my-kv-k4x9`, `monitor diagnostic setting log-analytics`, `role assignment` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_key_vault.key-vault_vault` (`my-kv-k4x9`) | `name` from `my-kv-k4x9` to `my-vault-k4x9` |',
      '| `azurerm_monitor_diagnostic_setting.key-vault_diagnostics`, `azurerm_role_assignment.application-gateway_certificate-reader_role`, `azurerm_role_assignment.my-aks-agent_Key-Vault-Secrets-User-on-key-vault_role`, `azurerm_role_assignment.my-aks-embedder_Key-Vault-Secrets-User-on-key-vault_role`, `azurerm_role_assignment.my-aks-evaluation_Key-Vault-Secrets-User-on-key-vault_role`, `azurerm_role_assignment.my-aks-langfuse_Key-Vault-Secrets-User-on-key-vault_role`, `azurerm_role_assignment.my-aks-litellm_Key-Vault-Secrets-User-on-key-vault_role`, `azurerm_role_assignment.my-aks-notifications_Key-Vault-Secrets-User-on-key-vault_role`, `azurerm_role_assignment.my-aks-vllm_Key-Vault-Secrets-User-on-key-vault_role`, `azurerm_role_assignment.my-app-identity_Key-Vault-Secrets-User-on-key-vault_role` | it depends on `azurerm_key_vault.key-vault_vault` |',
      '#### Check',
      '| new error | `SecretProviderClass production/agent-secrets`, `SecretProviderClass production/ai-app-secrets`, `SecretProviderClass production/embedder-secrets`, `SecretProviderClass production/evaluation-secrets`, `SecretProviderClass langfuse/langfuse-secrets`, `SecretProviderClass production/litellm-secrets`, `SecretProviderClass argocd/argocd-notifications-secret`, `SecretProviderClass production/vllm-secrets` | `spec.parameters.keyvaultName: Terraform creates no Key Vault "my-kv-k4x9", so pods that mount this class stay in ContainerCreating. Expected: one of the Key Vaults in Terraform: my-vault-k4x9. Fix: Correct keyvaultName.` | `secrets/vault` |',
    ],
  },
  {
    title: 'an immutable tier of the Service Bus',
    after: () => withAttribute(`${namespace}.sku`, 'Premium', withAttribute(`${namespace}.lifecycle`, {})),
    says: [
      '| `production` | **2 × Terraform fails, 1 × lost, 3 × recreated** | – | 21 | – | 9 replaced | – |',
      '### Risks',
      '| **Terraform fails** | `azurerm_servicebus_queue.service-bus_ai-task-queue` (`ai-task-queue`) | it depends on `azurerm_servicebus_namespace.service-bus_namespace` | `prevent_destroy` stops the whole deployment; without it, the loss is: its messages |',
      '| **Terraform fails** | `azurerm_servicebus_queue.service-bus_embedding-queue` (`embedding-queue`) | it depends on `azurerm_servicebus_namespace.service-bus_namespace` | `prevent_destroy` stops the whole deployment; without it, the loss is: its messages |',
      '| **lost** | `azurerm_servicebus_namespace.service-bus_namespace` (`my-servicebus-namespace-k4x9`) | `sku` from `Standard` to `Premium` | its queues, topics and messages. Changed in place with it: 3 `azurerm_monitor_metric_alert` |',
      '| **recreated** | 1 `azurerm_monitor_diagnostic_setting` | it depends on `azurerm_servicebus_namespace.service-bus_namespace` | Terraform recreates them with it; permissions and sign-ins fail until then |',
      '| **recreated** | 3 `azurerm_role_assignment` | it depends on `azurerm_servicebus_queue.service-bus_embedding-queue` | Terraform recreates them with it; permissions and sign-ins fail until then |',
      '| **recreated** | 2 `azurerm_role_assignment` | it depends on `azurerm_servicebus_queue.service-bus_ai-task-queue` | Terraform recreates them with it; permissions and sign-ins fail until then |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `monitor diagnostic setting log-analytics`, `role assignment`, `namespace my-servicebus-namespace-k4x9`, `queue ai-task-queue`, `queue embedding-queue` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'Changed in place with what they refer to: `azurerm_monitor_metric_alert`: `backlog-ai-task-queue-my-servicebus-namespace-k4x9`, `backlog-embedding-queue-my-servicebus-namespace-k4x9`, `dead-letters-my-servicebus-namespace-k4x9`',
      '| `azurerm_servicebus_namespace.service-bus_namespace` (`my-servicebus-namespace-k4x9`) | `sku` from `Standard` to `Premium` |',
      '| `azurerm_monitor_diagnostic_setting.service-bus_diagnostics`, `azurerm_servicebus_queue.service-bus_ai-task-queue`, `azurerm_servicebus_queue.service-bus_embedding-queue` | it depends on `azurerm_servicebus_namespace.service-bus_namespace` |',
      '| `azurerm_role_assignment.my-aks-embedder_Azure-Service-Bus-Data-Receiver-on-queue-embedding-queue_role`, `azurerm_role_assignment.my-aks-keda_Azure-Service-Bus-Data-Owner-on-queue-embedding-queue_role`, `azurerm_role_assignment.my-app-identity_Azure-Service-Bus-Data-Sender-on-queue-embedding-queue_role` | it depends on `azurerm_servicebus_queue.service-bus_embedding-queue` |',
      '| `azurerm_role_assignment.my-aks-keda_Azure-Service-Bus-Data-Owner-on-queue-ai-task-queue_role`, `azurerm_role_assignment.my-app-identity_Azure-Service-Bus-Data-Receiver-on-queue-ai-task-queue_role` | it depends on `azurerm_servicebus_queue.service-bus_ai-task-queue` |',
    ],
  },
  {
    title: 'a new role assignment',
    after: () =>
      withAttribute('azurerm_role_assignment.more', {
        principal_id: '${azurerm_user_assigned_identity.my-aks-agent_identity.principal_id}',
        role_definition_name: 'Azure Service Bus Data Sender',
        scope: '${azurerm_servicebus_queue.service-bus_ai-task-queue.id}',
      }),
    says: [
      '| `production` | – | – | 21 | – | 1 new | – |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `role assignment` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'New: `azurerm_role_assignment`: `more`',
    ],
  },
  {
    title: 'a removed queue',
    after: () => withAttribute('azurerm_servicebus_queue.service-bus_ai-task-queue', undefined),
    says: [
      '| `production` | **1 × lost, 1 × check error** | – | 21 | – | 1 destroyed | 1 new |',
      '### Risks',
      '| **lost** | `azurerm_servicebus_queue.service-bus_ai-task-queue` (`ai-task-queue`) | removed from the code | its messages; `prevent_destroy` is removed with its block and does not protect it |',
      '| **check error** | `ScaledObject production/ai-app-scaler` | `spec.triggers[0].metadata.queueName: Terraform creates no Service Bus queue "ai-task-queue", so KEDA has no messages to count and starts no worker.` | `scaling/service-bus-queue` |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `queue ai-task-queue` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'Destroyed: `azurerm_servicebus_queue`: `ai-task-queue`',
      '#### Check',
      '| new error | `ScaledObject production/ai-app-scaler` | `spec.triggers[0].metadata.queueName: Terraform creates no Service Bus queue "ai-task-queue", so KEDA has no messages to count and starts no worker. Expected: one of the queues in Terraform: embedding-queue. Fix: Correct the queue name, or add the queue to Terraform.` | `scaling/service-bus-queue` |',
    ],
  },
  {
    title: 'a field that Terraform ignores',
    after: () =>
      withAttribute(
        `${pool}.gpupool.node_count`,
        2,
        withAttribute(`${pool}.gpupool.lifecycle`, { ignore_changes: ['node_count'] }),
      ),
    says: ['No deployed resource changes.'],
  },
  {
    title: 'an entry of a map next to an ignored entry',
    before: () => ignoring('1'),
    after: () => ignoring('2'),
    says: [
      '| `production` | – | – | 21 | – | 1 changed | – |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `key vault my-kv-k4x9` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| `azurerm_key_vault.key-vault_vault` (`my-kv-k4x9`) | `tags.mine` | `1` | `2` |',
    ],
  },
  {
    title: 'a resource under another address',
    after: () =>
      withTerraform(production, ({ resource: { azurerm_storage_container: containers } }) => {
        containers.models = containers.mymodels_triton;
        delete containers.mymodels_triton;
      }),
    says: [
      '| `production` | **1 × lost** | – | 21 | – | 1 new, 1 destroyed | – |',
      '### Risks',
      '| **lost** | `azurerm_storage_container.mymodels_triton` (`triton`) | the address changes to `azurerm_storage_container.models` without a `moved` block | its blobs; `prevent_destroy` is removed with its block and does not protect it |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `storage container triton` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'New: `azurerm_storage_container`: `triton`',
      'Destroyed: `azurerm_storage_container`: `triton`',
    ],
  },
  {
    title: 'a resource under another address with a moved block',
    after: () =>
      withTerraform(production, (configuration) => {
        const containers = configuration.resource.azurerm_storage_container;
        containers.models = containers.mymodels_triton;
        delete containers.mymodels_triton;
        configuration.moved = [
          { from: 'azurerm_storage_container.mymodels_triton', to: 'azurerm_storage_container.models' },
        ];
        const roles = configuration.resource.azurerm_role_assignment;
        const reader = 'my-aks-triton_Storage-Blob-Data-Reader-on-container-mymodels-triton_role';
        roles[reader].scope = roles[reader].scope.replace('mymodels_triton', 'models');
      }),
    says: ['No deployed resource changes.'],
  },
  {
    title: 'a resource that moved twice',
    after: () =>
      withTerraform(production, (configuration) => {
        const containers = configuration.resource.azurerm_storage_container;
        containers.weights = containers.mymodels_triton;
        delete containers.mymodels_triton;
        configuration.moved = [
          { from: 'azurerm_storage_container.mymodels_triton', to: 'azurerm_storage_container.models' },
          { from: 'azurerm_storage_container.models', to: 'azurerm_storage_container.weights' },
        ];
        const roles = configuration.resource.azurerm_role_assignment;
        const reader = 'my-aks-triton_Storage-Blob-Data-Reader-on-container-mymodels-triton_role';
        roles[reader].scope = roles[reader].scope.replace('mymodels_triton', 'weights');
      }),
    says: ['No deployed resource changes.'],
  },
  {
    title: 'a resource that a removed block leaves in Azure',
    after: () =>
      withTerraform(production, (configuration) => {
        delete configuration.resource.azurerm_storage_container.mymodels_triton;
        configuration.removed = [
          { from: 'azurerm_storage_container.mymodels_triton', lifecycle: [{ destroy: false }] },
        ];
      }),
    says: [
      '| `production` | – | – | 21 | – | 1 no longer managed | – |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'Left in Azure, no longer managed: `azurerm_storage_container`: `triton`',
    ],
  },
  {
    title: 'an existing resource with an import block',
    after: () =>
      withTerraform(production, (configuration) => {
        configuration.resource.azurerm_servicebus_queue.more = {
          name: 'more-tasks',
          dead_lettering_on_message_expiration: true,
          namespace_id: '${azurerm_servicebus_namespace.service-bus_namespace.id}',
        };
        configuration.import = [
          { to: 'azurerm_servicebus_queue.more', id: '/subscriptions/…/queues/more-tasks' },
        ];
      }),
    says: [
      '| `production` | – | – | 21 | – | 1 imported | – |',
      '### Before and after the merge',
      '| after the merge | run `npx cdktf deploy production --outputs-file outputs/production.json` | the merge does not change Azure: `queue more-tasks` |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'Imported: `azurerm_servicebus_queue`: `more-tasks`',
    ],
  },
  {
    title: 'another backend of Terraform',
    after: () =>
      withTerraform(production, ({ terraform }) => {
        terraform.backend = { azurerm: { storage_account_name: 'state', key: 'production' } };
      }),
    says: [
      '| `production` | **1 × lost** | – | 21 | – | – | – |',
      '### Risks',
      '| **lost** | the Terraform state | `terraform.backend` changes | run `terraform init -migrate-state` first; with an empty state Terraform creates everything a second time |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| settings | `terraform.backend.azurerm` | – | `{"storage_account_name":"state","key":"production"}` |',
      '|  | `terraform.backend.local` | `{"path":"../../../terraform.production.tfstate"}` | – |',
    ],
  },
  {
    title: 'the form of a newer 4.x, in which fields have other names',
    after: () =>
      withTerraform(production, ({ terraform, resource }) => {
        terraform.required_providers.azurerm.version = '>= 4.81.0, < 5.0.0';
        for (const credential of Object.values<Record<string, unknown>>(
          resource.azurerm_federated_identity_credential,
        )) {
          credential.user_assigned_identity_id = credential.parent_id;
          delete credential.parent_id;
          delete credential.resource_group_name;
        }
        for (const gateway of Object.values<Record<string, unknown>>(resource.azurerm_application_gateway)) {
          gateway.http2_enabled = gateway.enable_http2;
          delete gateway.enable_http2;
        }
      }),
    says: [
      '| `production` | – | – | 21 | – | – | – |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      '| settings | `terraform.required_providers.azurerm.version` | `>= 4.55.0, < 5.0.0` | `>= 4.81.0, < 5.0.0` |',
    ],
  },
  {
    title: 'a new output and the next major version of the provider',
    after: () =>
      withTerraform(production, ({ output, terraform, resource }) => {
        output.client_id_new = { value: '${azurerm_user_assigned_identity.my-aks-agent_identity.client_id}' };
        terraform.required_providers.azurerm.version = '>= 5.2.0, < 6.0.0';
        const credential = resource.azurerm_federated_identity_credential['my-aks-agent_agent-fed'];
        credential.user_assigned_identity_id = credential.parent_id;
        delete credential.parent_id;
      }),
    says: [
      '| `production` | – | – | 21 | – | – | – |',
      '#### Azure',
      '`npx cdktf deploy production --outputs-file outputs/production.json` applies these changes; the merge does not.',
      'The major version of azurerm changes from 4 to 5, which renames fields. Only `terraform plan` shows the effect.',
      'New outputs, available to `dist/` after the deployment: `client_id_new`',
      '| settings | `terraform.required_providers.azurerm.version` | `>= 4.55.0, < 5.0.0` | `>= 5.2.0, < 6.0.0` |',
    ],
  },
];
