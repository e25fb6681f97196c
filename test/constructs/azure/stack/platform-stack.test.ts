import { App } from 'cdktf';
import { PlatformStack } from '../../../../constructs/azure/stack/platform-stack';
import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';
import { type Json, only, readStack } from '../synthesize';

function stackOf(definition: PlatformDefinition): Json {
  const platform = resolvePlatform(definition);
  return readStack(new PlatformStack(new App({ stackTraces: false }), platform.environment, { platform }));
}

const full = stackOf(fullPlatform);

/** Every resource by its address. */
const addresses = (terraform: Json): readonly string[] =>
  Object.entries<Json>(terraform.resource)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .sort();

describe('PlatformStack', () => {
  it('of a full platform has these resources, by names that are a contract', () => {
    expect(addresses(full)).toMatchSnapshot();
  });

  it('of a small platform has these', () => {
    expect(addresses(stackOf(smallPlatform))).toMatchSnapshot();
  });

  it('has the provider, the versions and the backend of the definition', () => {
    expect([full.terraform, full.provider]).toMatchSnapshot();
  });

  it('stores the state in the backend of the definition, without keys', () => {
    const state = {
      type: 'azurerm',
      resourceGroup: 'state-rg',
      storageAccount: 'statestore',
      container: 'tfstate',
    } as const;
    expect(
      stackOf({ ...smallPlatform, azure: { ...smallPlatform.azure, state } }).terraform.backend,
    ).toMatchSnapshot();
  });

  it('turns duplicate detection off where the definition does', () => {
    const duplicateDetectionMinutes = false;
    const stack = stackOf({
      ...fullPlatform,
      serviceBus: {
        ...fullPlatform.serviceBus!,
        queues: [{ name: 'tasks', duplicateDetectionMinutes }],
        topics: [{ name: 'events', duplicateDetectionMinutes, subscriptions: [{ name: 'all' }] }],
      },
    });
    for (const type of ['azurerm_servicebus_queue', 'azurerm_servicebus_topic']) {
      expect(only(stack, type)).not.toHaveProperty('duplicate_detection_history_time_window');
    }
  });

  it('has a path to its local state that is the same on every machine', () => {
    expect(full.terraform.backend.local.path).toBe('../../../terraform.test.tfstate');
  });

  it('has tags on everything that takes them', () => {
    const untaggable = [
      'azurerm_federated_identity_credential',
      'azurerm_kubernetes_cluster_extension',
      'azurerm_monitor_data_collection_rule_association',
      'azurerm_monitor_diagnostic_setting',
      'azurerm_role_assignment',
      'azurerm_servicebus_queue',
      'azurerm_subnet',
    ];
    const untagged = Object.entries<Json>(full.resource).flatMap(([type, named]) =>
      untaggable.includes(type)
        ? []
        : Object.entries<Json>(named)
            .filter(([, resource]) => resource.tags?.environment !== 'test')
            .map(([name]) => `${type}.${name}`),
    );
    expect(untagged).toEqual([]);
  });

  it('protects what holds data, and the cluster', () => {
    const unprotected = [
      'azurerm_container_registry',
      'azurerm_key_vault',
      'azurerm_kubernetes_cluster',
      'azurerm_log_analytics_workspace',
      'azurerm_monitor_workspace',
      'azurerm_servicebus_namespace',
      'azurerm_servicebus_queue',
    ].filter((type) =>
      Object.values<Json>(full.resource[type]).some(
        (resource) => resource.lifecycle?.prevent_destroy !== true,
      ),
    );
    expect(unprotected).toEqual([]);
  });

  it('protects nothing where a platform is to be taken down', () => {
    const terraform = stackOf({ ...fullPlatform, azure: { ...fullPlatform.azure, preventDestroy: false } });
    expect(JSON.stringify(terraform)).not.toContain('"prevent_destroy":true');
  });

  it('has outputs, each with a description, and no secret', () => {
    expect(full.output).toMatchSnapshot();
  });

  it('puts Argo CD on the cluster after a pool that takes its pods', () => {
    expect(only(full, 'azurerm_kubernetes_cluster_extension').depends_on).toEqual([
      'azurerm_kubernetes_cluster_node_pool.cpupool',
    ]);
  });

  it.each(['helm', 'none'] as const)('leaves Argo CD alone where install is %s', (install) => {
    const terraform = stackOf({ ...smallPlatform, gitOps: { ...smallPlatform.gitOps, argoCd: { install } } });
    expect(terraform.resource.azurerm_kubernetes_cluster_extension).toBeUndefined();
  });

  it('uses a resource group that exists', () => {
    const terraform = stackOf({
      ...smallPlatform,
      azure: { ...smallPlatform.azure, resourceGroup: { name: 'shared-rg', existing: true } },
    });
    expect([
      terraform.resource.azurerm_resource_group,
      only(terraform, 'azurerm_kubernetes_cluster').resource_group_name,
    ]).toEqual([undefined, '${data.azurerm_resource_group.resource-group.name}']);
  });

  it('uses subnets that exist, for nodes and private endpoints', () => {
    const network =
      '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub';
    const terraform = stackOf({
      ...smallPlatform,
      network: {
        existing: {
          nodeSubnetId: `${network}/subnets/nodes`,
          privateEndpointSubnetId: `${network}/subnets/endpoints`,
        },
      },
      keyVault: { name: 'test-kv', privateEndpoint: true },
    });
    expect([
      terraform.resource.azurerm_virtual_network,
      only(terraform, 'azurerm_kubernetes_cluster').default_node_pool.vnet_subnet_id,
      only(terraform, 'azurerm_private_endpoint').subnet_id,
      only(terraform, 'azurerm_private_dns_zone_virtual_network_link').virtual_network_id,
    ]).toEqual([undefined, `${network}/subnets/nodes`, `${network}/subnets/endpoints`, network]);
  });

  it.each(['metrics', 'cluster', 'registry', 'azurerm', 'backend'])(
    'takes a node pool with a name that a resource of its own has: %s',
    (name) => {
      const pool = { name, role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 2 } as const;
      const terraform = stackOf({ ...fullPlatform, nodePools: [...fullPlatform.nodePools, pool] });
      expect(terraform.resource.azurerm_kubernetes_cluster_node_pool[name].name).toBe(name);
    },
  );

  it.each(['cluster', 'gpupool', 'key-vault', 'tenant_id', 'argo-cd'])(
    'takes an identity with a name that something else has: %s',
    (name) => {
      const identities = [...fullPlatform.identities!, { name }];
      const named = Object.values<Json>(
        stackOf({ ...fullPlatform, identities }).resource.azurerm_user_assigned_identity,
      ).map((identity) => identity.name);
      expect(named).toContain(name);
    },
  );

  it('turns everything off that may be off', () => {
    const terraform = stackOf({
      ...smallPlatform,
      cluster: {
        ...smallPlatform.cluster,
        azurePolicy: false,
        defender: false,
        containerInsights: false,
        managedPrometheus: false,
        imageCleanerIntervalHours: false,
      },
    });
    const cluster = only(terraform, 'azurerm_kubernetes_cluster');
    expect([
      cluster.azure_policy_enabled,
      cluster.microsoft_defender,
      cluster.oms_agent,
      cluster.monitor_metrics,
      cluster.image_cleaner_enabled,
    ]).toEqual([false, undefined, undefined, undefined, false]);
    expect(terraform.resource.azurerm_monitor_workspace).toBeUndefined();
  });

  it('requires an azurerm that supports Grafana 12 if there is a Grafana', () => {
    const terraform = stackOf({
      ...smallPlatform,
      cluster: { ...smallPlatform.cluster, grafana: { name: 'my-grafana' } },
    });
    expect(terraform.terraform.required_providers.azurerm.version).toBe('>= 4.62.0, < 5.0.0');
  });

  it('emits the form of azurerm 5 if the definition sets azurerm', () => {
    const terraform = stackOf({ ...fullPlatform, azure: { ...fullPlatform.azure, azurerm: '5.2' } });
    expect(terraform.terraform.required_providers.azurerm.version).toBe('>= 5.2.0, < 6.0.0');
    expect(JSON.stringify(terraform)).not.toContain('parent_id');
  });

  it('emits the form that azurerm 4.81 does not deprecate if the definition sets azurerm', () => {
    const terraform = stackOf({ ...fullPlatform, azure: { ...fullPlatform.azure, azurerm: '4.81' } });
    expect(terraform.terraform.required_providers.azurerm.version).toBe('>= 4.81.0, < 5.0.0');
    expect(JSON.stringify(terraform)).not.toMatch(/parent_id|enable_http2/);
  });
});
