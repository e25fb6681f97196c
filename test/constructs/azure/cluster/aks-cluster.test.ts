import { TerraformOutput } from 'cdktf';
import { AksCluster } from '../../../../constructs/azure/cluster/aks-cluster';
import type {
  AksAutoscalerProps,
  AksClusterProps,
  AksNetworkProps,
  SystemPoolProps,
} from '../../../../constructs/azure/cluster/aks-cluster-props';
import { principalId } from '../../../../lib/values/ids';
import { type Json, only, place, synthesize, tags } from '../synthesize';

const minimal: AksClusterProps = {
  ...place,
  name: 'my-aks',
  tenantId: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  adminGroupObjectIds: ['bbbbbbbb-cccc-4ddd-8eee-ffffffffffff'],
  apiServer: { private: true },
  network: {
    nodeSubnetId: 'subnet-id',
    podCidr: '10.244.0.0/16',
    serviceCidr: '10.245.0.0/16',
    dnsServiceIp: '10.245.0.10',
  },
  systemPool: { name: 'system', vmSize: 'Standard_D4s_v5', minNodes: 3, maxNodes: 5 },
};

const terraform = (props: Partial<AksClusterProps> = {}) =>
  synthesize((stack) => new AksCluster(stack, 'cluster', { ...minimal, ...props }));
const cluster = (props: Partial<AksClusterProps> = {}): Json =>
  only(terraform(props), 'azurerm_kubernetes_cluster');

describe('AksCluster', () => {
  it('minimal', () => {
    expect(terraform().resource).toMatchSnapshot();
  });

  it('lets overrides win over what it adds itself, and keeps the order of creation', () => {
    const changed = cluster({
      overrides: { monitorMetrics: { labelsAllowed: 'sku' }, lifecycle: { ignoreChanges: ['tags'] } },
    });
    expect([changed.monitor_metrics, changed.lifecycle, changed.depends_on]).toEqual([
      { labels_allowed: 'sku' },
      { ignore_changes: ['tags'] },
      ['azurerm_role_assignment.cluster_subnet-role'],
    ]);
  });

  it('with every prop', () => {
    const network: Required<AksNetworkProps> = { ...minimal.network, outboundType: 'userDefinedRouting' };
    const systemPool: Required<SystemPoolProps> = {
      ...minimal.systemPool,
      initialNodes: 4,
      labels: { team: 'platform' },
      zones: ['1', '2'],
      osDisk: { type: 'Ephemeral', sizeGiB: 100 },
      maxPods: 60,
      maxSurge: '1',
      temporaryName: 'systmp',
    };
    const autoscaler: Required<AksAutoscalerProps> = {
      expander: 'priority',
      scaleDownUnneededMinutes: 5,
      scaleDownDelayAfterAddMinutes: 6,
      maxNodeProvisionMinutes: 30,
      skipNodesWithLocalStorage: true,
      skipNodesWithSystemPods: false,
      balanceSimilarNodeGroups: true,
    };
    const props: Required<AksClusterProps> = {
      ...minimal,
      apiServer: { authorizedIpRanges: ['203.0.113.0/24'] },
      network,
      systemPool,
      dnsPrefix: 'prefix',
      nodeResourceGroup: 'nodes-rg',
      kubernetesVersion: '1.35',
      upgradeChannel: 'patch',
      nodeOsUpgradeChannel: 'SecurityPatch',
      kubernetesMaintenance: { dayOfWeek: 'Monday', startTime: '02:30', durationHours: 5 },
      nodeOsMaintenance: { dayOfWeek: 'Tuesday', startTime: '03:30', durationHours: 6 },
      skuTier: 'Premium',
      longTermSupport: true,
      azurePolicy: false,
      logAnalyticsWorkspaceId: 'workspace-id',
      containerInsights: true,
      defender: true,
      controlPlaneLogs: ['kube-audit'],
      managedPrometheus: true,
      keyVaultSecrets: { rotationInterval: '5m' },
      blobDriver: true,
      keda: false,
      verticalPodAutoscaler: true,
      imageCleanerIntervalHours: 48,
      runCommand: false,
      autoscaler,
      identity: { id: 'identity-id', principalId: principalId('principal-id') },
      identityName: 'unused',
      registries: { main: 'registry-id' },
      applicationGatewayId: 'gateway-id',
      preventDestroy: false,
      ignoreChanges: ['tags'],
      azurerm: '5.2',
      tags,
      overrides: { costAnalysisEnabled: true },
    };
    expect(terraform(props).resource).toMatchSnapshot();
  });

  it('speaks of storage drivers only to turn on the one that AKS leaves off', () => {
    const profile = (props: Partial<AksClusterProps>) =>
      only(terraform({ ...minimal, ...props }), 'azurerm_kubernetes_cluster').storage_profile;
    expect([profile({}), profile({ blobDriver: true })]).toEqual([undefined, { blob_driver_enabled: true }]);
  });

  it.each<[string, unknown]>([
    ['oidc_issuer_enabled', true],
    ['workload_identity_enabled', true],
    ['local_account_disabled', true],
    ['role_based_access_control_enabled', true],
    ['azure_policy_enabled', true],
    ['private_cluster_enabled', true],
    ['sku_tier', 'Standard'],
    ['automatic_upgrade_channel', 'patch'],
    ['node_os_upgrade_channel', 'NodeImage'],
    ['image_cleaner_enabled', true],
    ['image_cleaner_interval_hours', 168],
    ['kubernetes_version', undefined],
  ])('has the safe default: %s is %p', (attribute, value) => {
    expect(cluster()[attribute]).toEqual(value);
  });

  it('is an overlay network with Cilium, and its policies', () => {
    expect(cluster().network_profile).toMatchObject({
      network_plugin: 'azure',
      network_plugin_mode: 'overlay',
      network_data_plane: 'cilium',
      network_policy: 'cilium',
    });
  });

  it('signs people in with Entra ID, and asks Azure what they may do', () => {
    expect(cluster().azure_active_directory_role_based_access_control).toMatchObject({
      azure_rbac_enabled: true,
      admin_group_object_ids: minimal.adminGroupObjectIds,
    });
  });

  it('rotates Key Vault secrets', () => {
    expect(cluster().key_vault_secrets_provider).toEqual({
      secret_rotation_enabled: true,
      secret_rotation_interval: '2m',
    });
  });

  it('has the KEDA add-on', () => {
    expect(cluster().workload_autoscaler_profile.keda_enabled).toBe(true);
  });

  it('turns managed Prometheus on with a block that has no arguments', () => {
    expect([cluster().monitor_metrics, cluster({ managedPrometheus: false }).monitor_metrics]).toEqual([
      [{}],
      undefined,
    ]);
  });

  it('sends logs, and has Defender, only where there is a workspace', () => {
    const withWorkspace = cluster({ logAnalyticsWorkspaceId: 'workspace-id' });
    expect([cluster().oms_agent, cluster().microsoft_defender]).toEqual([undefined, undefined]);
    expect([withWorkspace.oms_agent, withWorkspace.microsoft_defender]).toEqual([
      { log_analytics_workspace_id: 'workspace-id', msi_auth_for_monitoring_enabled: true },
      { log_analytics_workspace_id: 'workspace-id' },
    ]);
  });

  it('returns the identity of its ingress controller', () => {
    const { output } = synthesize((stack) => {
      const made = new AksCluster(stack, 'cluster', { ...minimal, applicationGatewayId: 'gateway-id' });
      new TerraformOutput(stack, 'controller', { value: made.ingressControllerObjectId });
    });
    expect(output.controller.value).toBe(
      '${azurerm_kubernetes_cluster.cluster.ingress_application_gateway[0].ingress_application_gateway_identity[0].object_id}',
    );
  });

  it('removes a GPU node although its server has an emptyDir', () => {
    expect(cluster().auto_scaler_profile.skip_nodes_with_local_storage).toBe(false);
  });

  it('keeps workloads off the system pool', () => {
    expect(cluster().default_node_pool.only_critical_addons_enabled).toBe(true);
  });

  it('has no node count for the autoscaler to fight with', () => {
    expect(cluster().default_node_pool).not.toHaveProperty('node_count');
    expect(cluster().lifecycle).toEqual({ prevent_destroy: true });
  });

  it('forgets a node count that it was created with', () => {
    const created = cluster({ systemPool: { ...minimal.systemPool, initialNodes: 4 } });
    expect([created.default_node_pool.node_count, created.lifecycle.ignore_changes]).toEqual([
      4,
      ['default_node_pool[0].node_count'],
    ]);
  });

  it('can replace its system pool', () => {
    expect(cluster().default_node_pool.temporary_name_for_rotation).toBe('systemtemp');
  });

  it('has its role on the subnet before it is made', () => {
    expect(cluster().depends_on).toEqual(['azurerm_role_assignment.cluster_subnet-role']);
  });

  it('lets the kubelet pull, not the cluster', () => {
    const role = terraform({ registries: { main: 'registry-id' } }).resource.azurerm_role_assignment[
      'cluster_main-pull-role'
    ];
    expect(role).toMatchObject({
      role_definition_name: 'AcrPull',
      scope: 'registry-id',
      principal_id: '${azurerm_kubernetes_cluster.cluster.kubelet_identity[0].object_id}',
    });
  });

  it('upgrades by hand where the channel is none', () => {
    expect(cluster({ upgradeChannel: 'none' })).not.toHaveProperty('automatic_upgrade_channel');
  });

  it('sets node provisioning to Manual for azurerm 5 only', () => {
    expect([
      cluster().node_provisioning_profile,
      cluster({ azurerm: '5.2' }).node_provisioning_profile,
    ]).toEqual([undefined, [{ mode: 'Manual' }]]);
  });

  it('accepts the channel "node-image" with the default channel of node images', () => {
    expect(cluster({ upgradeChannel: 'node-image' })).toMatchObject({
      automatic_upgrade_channel: 'node-image',
      node_os_upgrade_channel: 'NodeImage',
    });
  });

  it.each<[string, Partial<AksClusterProps>, string]>([
    ['no administrator', { adminGroupObjectIds: [] }, 'the cluster would have no administrator'],
    ['no range', { apiServer: { authorizedIpRanges: [] } }, 'every address reaches the API server'],
    [
      'one system node',
      { systemPool: { ...minimal.systemPool, minNodes: 1 } },
      'minNodes 1 and maxNodes 5 are not a valid range',
    ],
    [
      'a version with a channel that chooses',
      { kubernetesVersion: '1.35', upgradeChannel: 'rapid' },
      'selects the version',
    ],
    ['a patch with the patch channel', { kubernetesVersion: '1.35.1' }, 'contains a patch version'],
    [
      'contradicting channels',
      { upgradeChannel: 'node-image', nodeOsUpgradeChannel: 'None' },
      'contradicts the upgrade channel "node-image"',
    ],
    ['long-term support without its tier', { longTermSupport: true }, 'has no long-term support'],
    ['Defender without a workspace', { defender: true }, 'it needs a Log Analytics workspace'],
  ])('refuses %s', (_, props, message) => {
    expect(() => terraform(props)).toThrow(message);
  });
});
