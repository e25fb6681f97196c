import type { Damage } from './damage';

export const clusterDamages: readonly Damage[] = [
  {
    name: 'managed Prometheus no longer keeps the conditions of autoscalers',
    rule: 'cluster/kept-series',
    change: (draft) => {
      const { data } = draft.object('ConfigMap', 'ama-metrics-settings-configmap');
      const list = 'default-targets-metrics-keep-list';
      data[list] = data[list].replace('kube_horizontalpodautoscaler_status_condition|', '');
    },
  },
  {
    name: 'the local admin account is enabled',
    rule: 'cluster/local-accounts',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').local_account_disabled = false;
    },
  },
  {
    name: 'the OIDC issuer is disabled',
    rule: 'cluster/oidc-issuer',
    change: (draft) => {
      delete draft.resource('azurerm_kubernetes_cluster').oidc_issuer_enabled;
    },
  },
  {
    name: 'the cluster has a Kubernetes version whose support has ended',
    rule: 'cluster/kubernetes-support',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').kubernetes_version = '1.34';
    },
  },
  {
    name: 'a node pool stays on a Kubernetes version that AKS no longer supports',
    rule: 'cluster/kubernetes-support',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool').orchestrator_version = '1.31';
    },
  },
  {
    name: 'workload identity is disabled',
    rule: 'cluster/workload-identity',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').workload_identity_enabled = false;
    },
  },
  {
    name: 'the cluster uses the Free tier',
    rule: 'cluster/sku-tier',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').sku_tier = 'Free';
    },
  },
  {
    name: 'nodes do not receive OS updates',
    rule: 'cluster/node-os-upgrades',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').node_os_upgrade_channel = 'None';
    },
  },
  {
    name: 'the API server is open to the internet',
    rule: 'cluster/api-server-access',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').private_cluster_enabled = false;
    },
  },
  {
    name: 'pod_cidr has room for sixteen nodes only',
    rule: 'cluster/pod-addresses',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').network_profile.pod_cidr = '10.244.0.0/20';
    },
  },
  {
    name: 'the system pool uses a burstable VM size',
    rule: 'cluster/system-pool',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').default_node_pool.vm_size = 'Standard_B4ms';
    },
  },
  {
    name: 'the CPU pool has a node count and an autoscaler',
    rule: 'cluster/node-count-with-autoscaler',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').node_count = 3;
    },
  },
  {
    name: 'Terraform no longer ignores the node count of the GPU pool',
    rule: 'cluster/node-count-with-autoscaler',
    change: (draft) => {
      delete draft.resource('azurerm_kubernetes_cluster_node_pool', 'gpupool').lifecycle;
    },
  },
  {
    name: 'min_count of the CPU pool is above max_count',
    rule: 'cluster/pool-limits',
    change: (draft) => {
      Object.assign(draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool'), {
        min_count: 9,
        max_count: 3,
      });
    },
  },
  {
    name: 'the CPU pool sets a GPU driver',
    rule: 'cluster/gpu-driver',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').gpu_driver = 'Install';
    },
  },
  {
    name: 'the CPU pool sets max_surge and max_unavailable',
    rule: 'cluster/surge-or-unavailable',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').upgrade_settings = {
        max_surge: '33%',
        max_unavailable: '1',
      };
    },
  },
  {
    name: 'the temporary name of the CPU pool is its own name',
    rule: 'cluster/rotation-name',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').temporary_name_for_rotation =
        'cpupool';
    },
  },
  {
    name: 'the CPU pool gets a taint, so that every pool has one',
    rule: 'cluster/untainted-pool',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').node_taints = [
        'team=batch:NoSchedule',
      ];
    },
  },
  {
    name: 'service_cidr overlaps the subnet of the nodes',
    rule: 'cluster/address-ranges',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').network_profile.service_cidr = '10.0.0.0/16';
    },
  },
  {
    name: 'the virtual network overlaps pod_cidr',
    rule: 'cluster/address-ranges',
    change: (draft) => {
      draft.resource('azurerm_virtual_network').address_space = ['10.0.0.0/8'];
    },
  },
  {
    name: 'node auto-provisioning runs next to the cluster autoscaler',
    rule: 'cluster/node-provisioning',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster').node_provisioning_profile = { mode: 'Auto' };
    },
  },
  {
    name: 'Prometheus metrics have no data collection rule',
    rule: 'cluster/collection-rules',
    change: (draft) => {
      draft.removeResource('azurerm_monitor_data_collection_rule_association', 'prometheus_rule-association');
    },
  },
  {
    name: 'container logs have no data collection rule',
    rule: 'cluster/collection-rules',
    change: (draft) => {
      draft.removeResource(
        'azurerm_monitor_data_collection_rule_association',
        'container-insights_rule-association',
      );
    },
  },
];
