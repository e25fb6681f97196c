import { App, TerraformStack } from 'cdktf';
import * as azurerm from '../../../../imports/azurerm';
import * as helm from '../../../../imports/helm';
import { forceNewFields } from '../../../../lib/changes/azure/force-new-fields';
import { forcedChanges } from '../../../../lib/changes/azure/forced-changes';
import { isPassingLoss, lossOfReplaced } from '../../../../lib/changes/azure/resource-losses';
import { fieldChanges } from '../../../../lib/changes/compare/field-changes';
import { production } from '../checkouts';

interface ResourceClass {
  new (scope: TerraformStack, id: string, config: object): { synthesizeAttributes(): object };
  readonly tfResourceType?: string;
}

/** Classes of the seams. Every resource of a construct has one of them. */
const classes = Object.entries<unknown>({ ...azurerm, ...helm })
  .filter(([name]) => !/^Data|Provider$/.test(name))
  .flatMap(([, value]) => {
    const made = value as ResourceClass;
    return typeof value === 'function' && made.tfResourceType !== undefined ? [made] : [];
  });
const types = classes.map(({ tfResourceType }) => tfResourceType!);

describe('the table', () => {
  it('has every type of resource that a construct can create', () => {
    expect(types).toContain('azurerm_kubernetes_cluster');
    expect(types).toContain('helm_release');
    expect(types.filter((type) => forceNewFields[type] === undefined)).toEqual([]);
  });

  it('has every type of the sample platform', () => {
    const stack = production.files.find(({ path }) => path.endsWith('cdk.tf.json'))!;
    const found = Object.keys(JSON.parse(stack.text).resource);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((type) => forceNewFields[type] === undefined)).toEqual([]);
  });

  /** The bindings are of azurerm 4.55, and contain each field by its name. */
  it("has only fields of the provider's schema", () => {
    const stack = new TerraformStack(new App({ stackTraces: false }), 'stack');
    const unknown = classes.flatMap((made) => {
      const type = made.tfResourceType!;
      const known = Object.keys(new made(stack, type, {}).synthesizeAttributes());
      return Object.keys(forceNewFields[type]!)
        .filter((field) => !known.includes(field.split('.')[0]!))
        .map((field) => `${type}.${field}`);
    });
    // Newer than the bindings.
    expect(unknown).toEqual([
      'azurerm_dashboard_grafana.sku_size',
      'azurerm_federated_identity_credential.user_assigned_identity_id',
      'azurerm_private_dns_zone_virtual_network_link.private_dns_zone_id',
      'azurerm_private_endpoint.edge_zone',
    ]);
  });

  it('has a loss for every type that contains data', () => {
    const holding = types.filter((type) => !isPassingLoss(type));
    expect(holding.filter((type) => lossOfReplaced(type) === undefined)).toEqual([]);
    expect(holding).toEqual(
      expect.arrayContaining(['azurerm_key_vault', 'azurerm_storage_account', 'azurerm_servicebus_queue']),
    );
    expect(holding).not.toContain('azurerm_role_assignment');
  });
});

const cluster = 'azurerm_kubernetes_cluster';
const pool = 'azurerm_kubernetes_cluster_node_pool';
const account = 'azurerm_storage_account';
const logs = 'azurerm_log_analytics_workspace';
const network = (network_profile: object) => ({ network_profile });

describe('a change forces a new resource', () => {
  it.each<[force: 'surely' | 'maybe' | 'not', what: string, type: string, before: object, after: object]>([
    ['surely', 'a name', 'azurerm_key_vault', { name: 'a' }, { name: 'b' }],
    ['not', 'a tag', 'azurerm_key_vault', { tags: { a: '1' } }, { tags: { a: '2' } }],
    [
      'not',
      'another spelling of a region',
      'azurerm_key_vault',
      { location: 'Korea Central' },
      { location: 'koreacentral' },
    ],
    [
      'surely',
      'another region',
      'azurerm_key_vault',
      { location: 'koreacentral' },
      { location: 'japaneast' },
    ],
    ['not', 'an explicit default', 'azurerm_public_ip', {}, { sku: 'Standard', ip_version: 'IPv4' }],
    ['not', 'a removed default', 'azurerm_public_ip', { sku: 'Standard' }, {}],
    ['surely', 'a value other than the default', 'azurerm_public_ip', {}, { sku: 'Basic' }],
    ['not', 'an explicit false', 'azurerm_servicebus_queue', {}, { requires_session: false }],
    ['surely', 'true for an unset field', 'azurerm_servicebus_queue', {}, { requires_session: true }],
    ['not', 'zones in another order', 'azurerm_public_ip', { zones: ['1', '2'] }, { zones: ['2', '1'] }],
    ['surely', 'fewer zones', 'azurerm_public_ip', { zones: ['1', '2'] }, { zones: ['1'] }],
    ['surely', 'an entry of a map', 'azurerm_public_ip', { ip_tags: { a: '1' } }, { ip_tags: { a: '2' } }],
    [
      'surely',
      'scopes in another order',
      'azurerm_monitor_scheduled_query_rules_alert_v2',
      { scopes: ['a', 'b'] },
      { scopes: ['b', 'a'] },
    ],
    ['not', 'a removed value that Azure chooses', cluster, { node_resource_group: 'a' }, {}],
    ['maybe', 'a new value that Azure may have chosen', cluster, {}, { node_resource_group: 'a' }],
    [
      'surely',
      'another value of a field that Azure chooses',
      cluster,
      { node_resource_group: 'a' },
      { node_resource_group: 'b' },
    ],
    [
      'not',
      'the change to Cilium',
      cluster,
      network({ network_policy: 'azure' }),
      network({ network_policy: 'cilium' }),
    ],
    [
      'surely',
      'the change from Cilium',
      cluster,
      network({ network_policy: 'cilium' }),
      network({ network_policy: 'calico' }),
    ],
    [
      'not',
      'the data plane to Cilium, from the default',
      cluster,
      network({}),
      network({ network_data_plane: 'cilium' }),
    ],
    [
      'surely',
      'the data plane back to the default',
      cluster,
      network({ network_data_plane: 'cilium' }),
      network({}),
    ],
    [
      'not',
      'the change to the overlay',
      cluster,
      network({ network_plugin: 'azure' }),
      network({ network_plugin: 'azure', network_plugin_mode: 'overlay' }),
    ],
    [
      'surely',
      'the change from the overlay',
      cluster,
      network({ network_plugin_mode: 'overlay' }),
      network({}),
    ],
    [
      'not',
      'from kubenet to the overlay',
      cluster,
      network({ network_plugin: 'kubenet' }),
      network({ network_plugin: 'azure', network_plugin_mode: 'overlay' }),
    ],
    [
      'surely',
      'from kubenet to no overlay',
      cluster,
      network({ network_plugin: 'kubenet' }),
      network({ network_plugin: 'azure' }),
    ],
    [
      'not',
      'a field of a block that forces a replacement',
      cluster,
      network({ load_balancer_profile: { idle_timeout_in_minutes: 4 } }),
      network({ load_balancer_profile: { idle_timeout_in_minutes: 5 } }),
    ],
    [
      'maybe',
      'a block that forces a replacement',
      cluster,
      network({}),
      network({ nat_gateway_profile: { idle_timeout_in_minutes: 4 } }),
    ],
    [
      'surely',
      'the default pool as a list, as HCL has it',
      cluster,
      { default_node_pool: [{ name: 'a' }] },
      { default_node_pool: [{ name: 'b' }] },
    ],
    ['not', 'OIDC that is enabled', cluster, { oidc_issuer_enabled: false }, { oidc_issuer_enabled: true }],
    [
      'surely',
      'OIDC that is disabled',
      cluster,
      { oidc_issuer_enabled: true },
      { oidc_issuer_enabled: false },
    ],
    [
      'surely',
      'a removed drain timeout',
      pool,
      { upgrade_settings: { drain_timeout_in_minutes: 5 } },
      { upgrade_settings: {} },
    ],
    ['surely', 'its removed block', pool, { upgrade_settings: { drain_timeout_in_minutes: 5 } }, {}],
    [
      'not',
      'another drain timeout',
      pool,
      { upgrade_settings: { drain_timeout_in_minutes: 5 } },
      { upgrade_settings: { drain_timeout_in_minutes: 6 } },
    ],
    ['not', 'the size of the nodes', pool, { vm_size: 'a' }, { vm_size: 'b' }],
    ['surely', 'spot', pool, {}, { priority: 'Spot' }],
    ['not', 'Ubuntu to Azure Linux', pool, { os_sku: 'Ubuntu' }, { os_sku: 'AzureLinux' }],
    ['surely', 'Ubuntu to Windows', pool, { os_sku: 'Ubuntu' }, { os_sku: 'Windows2022' }],
    [
      'not',
      'from BlobStorage to StorageV2',
      account,
      { account_kind: 'BlobStorage' },
      { account_kind: 'StorageV2' },
    ],
    [
      'surely',
      'from StorageV2 to FileStorage',
      account,
      { account_kind: 'StorageV2' },
      { account_kind: 'FileStorage' },
    ],
    [
      'surely',
      'with zones',
      account,
      { account_replication_type: 'LRS' },
      { account_replication_type: 'ZRS' },
    ],
    [
      'not',
      'a second region',
      account,
      { account_replication_type: 'LRS' },
      { account_replication_type: 'GRS' },
    ],
    [
      'surely',
      'a locked policy',
      account,
      { immutability_policy: { state: 'Locked' } },
      { immutability_policy: { state: 'Unlocked' } },
    ],
    [
      'not',
      'a policy that becomes locked',
      account,
      { immutability_policy: { state: 'Unlocked' } },
      { immutability_policy: { state: 'Locked' } },
    ],
    ['surely', 'to Premium', 'azurerm_servicebus_namespace', { sku: 'Standard' }, { sku: 'Premium' }],
    ['not', 'from Basic to Standard', 'azurerm_servicebus_namespace', { sku: 'Basic' }, { sku: 'Standard' }],
    ['not', 'to a commitment', logs, { sku: 'PerGB2018' }, { sku: 'CapacityReservation' }],
    ['surely', 'to another tier', logs, { sku: 'PerGB2018' }, { sku: 'Standalone' }],
    [
      'not',
      'a number as a text',
      'azurerm_servicebus_namespace',
      { premium_messaging_partitions: 1 },
      { premium_messaging_partitions: '1' },
    ],
    ['not', 'an unknown type', 'azurerm_other', { name: 'a' }, { name: 'b' }],
  ])('%s: %s', (force, _, type, before, after) => {
    const changes = fieldChanges(before, after, 'terraform');
    const forced = forcedChanges(type, { ...after } as never, changes, false).map((each) => each.force);
    expect(forced).toEqual(force === 'not' ? [] : [force]);
  });

  it('not by a field that the next major version renames', () => {
    const changes = fieldChanges({ parent_id: 'a' }, { user_assigned_identity_id: 'a' }, 'terraform');
    const type = 'azurerm_federated_identity_credential';
    expect(forcedChanges(type, {}, changes, true)).toEqual([]);
    expect(forcedChanges(type, {}, changes, false)).toHaveLength(2);
  });
});
