import { TerraformOutput, TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import {
  type PrivateService,
  ServicePrivateEndpoint,
  type ServicePrivateEndpointProps,
} from '../../../../constructs/azure/network/private-endpoint';
import {
  PlatformRegistry,
  type PlatformRegistryProps,
} from '../../../../constructs/azure/services/container-registry';
import {
  PlatformKeyVault,
  type PlatformKeyVaultProps,
} from '../../../../constructs/azure/services/key-vault';
import {
  type PlatformQueueProps,
  PlatformServiceBus,
  type PlatformServiceBusProps,
  type PlatformSubscriptionProps,
  type PlatformTopicProps,
} from '../../../../constructs/azure/services/service-bus';
import { type Json, only, place, resources, synthesize, tags } from '../synthesize';

describe('PlatformRegistry', () => {
  const registry = (props: Partial<PlatformRegistryProps> = {}) =>
    only(
      synthesize(
        (stack) => new PlatformRegistry(stack, 'registry', { ...place, name: 'myregistry', ...props }),
      ),
      'azurerm_container_registry',
    );

  it('minimal', () => {
    expect(
      resources((stack) => new PlatformRegistry(stack, 'registry', { ...place, name: 'myregistry' })),
    ).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformRegistryProps> = {
      ...place,
      name: 'myregistry',
      sku: 'Premium',
      publicNetworkAccess: false,
      zoneRedundancy: true,
      untaggedRetentionDays: 30,
      preventDestroy: false,
      tags,
    };
    expect(resources((stack) => new PlatformRegistry(stack, 'registry', props))).toMatchSnapshot();
  });

  it('has no passwords', () => {
    expect([registry().admin_enabled, registry().anonymous_pull_enabled]).toEqual([false, false]);
  });

  it('does not speak of anonymous pull on Basic, which has none', () => {
    expect(registry({ sku: 'Basic' })).not.toHaveProperty('anonymous_pull_enabled');
  });

  it('cannot be deleted by accident', () => {
    expect(registry().lifecycle).toEqual({ prevent_destroy: true });
  });

  it('refuses a name and a number that Azure refuses, all at once', () => {
    expect(() => registry({ name: 'my-registry', sku: 'Premium', untaggedRetentionDays: 366 })).toThrow(
      /2 problems.*name: container registry name "my-registry" is invalid.*untaggedRetentionDays: 366 is not allowed\n {6}Give a whole number of days, 0 to 365/s,
    );
  });

  it('takes a name and a number that only Terraform knows', () => {
    const terraform = synthesize((stack) => {
      const name = new TerraformVariable(stack, 'name', {});
      const days = new TerraformVariable(stack, 'days', { type: 'number' });
      new PlatformRegistry(stack, 'registry', {
        ...place,
        name: name.stringValue,
        sku: 'Premium',
        untaggedRetentionDays: days.numberValue,
      });
    });
    expect(only(terraform, 'azurerm_container_registry')).toMatchObject({
      name: '${var.name}',
      retention_policy_in_days: '${var.days}',
    });
  });

  it('refuses what its sku does not have, all at once', () => {
    expect(() => registry({ sku: 'Standard', publicNetworkAccess: false, zoneRedundancy: true })).toThrow(
      /^2 problems in the registry myregistry:\n\n {2}publicNetworkAccess: the SKU "Standard" does not support it\n {6}Use "Premium", or remove it\.\n\n {2}zoneRedundancy/,
    );
  });
});

describe('PlatformKeyVault', () => {
  const minimal = { ...place, name: 'my-kv', tenantId: '66666666-7777-4888-9999-aaaaaaaaaaaa' };
  const vault = (props: Partial<PlatformKeyVaultProps> = {}) =>
    only(
      synthesize((stack) => new PlatformKeyVault(stack, 'vault', { ...minimal, ...props })),
      'azurerm_key_vault',
    );

  it('minimal', () => {
    expect(resources((stack) => new PlatformKeyVault(stack, 'vault', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformKeyVaultProps> = {
      ...minimal,
      sku: 'premium',
      softDeleteDays: 7,
      publicNetworkAccess: false,
      purgeProtection: false,
      preventDestroy: false,
      tags,
    };
    expect(resources((stack) => new PlatformKeyVault(stack, 'vault', props))).toMatchSnapshot();
  });

  it('refuses a name and a number that Azure refuses, all at once', () => {
    expect(() => vault({ name: 'my--kv', softDeleteDays: 6 })).toThrow(
      /2 problems in the Key Vault my--kv.*Key Vault name "my--kv" is invalid: it contains "--".*softDeleteDays: 6 is not allowed/s,
    );
  });

  it('says RBAC mode, which role assignments need and azurerm 4 does not take for granted', () => {
    expect(vault().rbac_authorization_enabled).toBe(true);
  });

  it('has purge protection', () => {
    expect(vault().purge_protection_enabled).toBe(true);
  });

  it('denies the public network without public network access', () => {
    expect(vault({ publicNetworkAccess: false })).toMatchObject({
      public_network_access_enabled: false,
      network_acls: { bypass: 'None', default_action: 'Deny' },
    });
  });
});

describe('PlatformServiceBus', () => {
  const minimal = { ...place, name: 'my-servicebus', queues: [{ name: 'tasks' }] };
  const bus = (props: Partial<PlatformServiceBusProps> = {}) =>
    synthesize((stack) => new PlatformServiceBus(stack, 'bus', { ...minimal, ...props }));
  const queue = (props: Partial<PlatformQueueProps>) =>
    only(bus({ queues: [{ name: 'tasks', ...props }] }), 'azurerm_servicebus_queue');

  it('minimal', () => {
    expect(resources((stack) => new PlatformServiceBus(stack, 'bus', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const everySubscriptionProp: Required<PlatformSubscriptionProps> = {
      name: 'audit',
      lockSeconds: 60,
      maxDeliveryCount: 5,
      timeToLiveDays: 1,
    };
    const everyQueueProp: Required<PlatformQueueProps> = {
      name: 'tasks',
      lockSeconds: 90,
      maxDeliveryCount: 3,
      timeToLiveDays: 2,
      duplicateDetectionMinutes: 1500,
    };
    const everyTopicProp: Required<PlatformTopicProps> = {
      name: 'events',
      timeToLiveDays: 3,
      duplicateDetectionMinutes: 30,
      subscriptions: [everySubscriptionProp],
    };
    const props: Required<PlatformServiceBusProps> = {
      ...minimal,
      sku: 'Premium',
      messagingUnits: 2,
      publicNetworkAccess: false,
      queues: [everyQueueProp],
      topics: [everyTopicProp],
      preventDestroy: false,
      tags,
    };
    expect(resources((stack) => new PlatformServiceBus(stack, 'bus', props))).toMatchSnapshot();
  });

  it('has no SAS keys', () => {
    expect(only(bus(), 'azurerm_servicebus_namespace').local_auth_enabled).toBe(false);
  });

  it('takes a queue with a name that a construct of its own has', () => {
    expect(only(bus({ queues: [{ name: 'namespace' }] }), 'azurerm_servicebus_queue').name).toBe('namespace');
  });

  it('keeps expired messages in the dead-letter queue', () => {
    expect(queue({}).dead_lettering_on_message_expiration).toBe(true);
  });

  it('gives the id of a queue, and names the construct that has no such queue', () => {
    const terraform = synthesize((stack) => {
      const namespace = new PlatformServiceBus(stack, 'bus', minimal);
      new TerraformOutput(stack, 'queue', { value: namespace.queueId('tasks') });
      expect(() => namespace.queueId('task')).toThrow('Queue "task" does not exist in test/bus.');
    });
    const [name] = Object.keys(terraform.resource.azurerm_servicebus_queue);
    expect(terraform.output.queue.value).toBe(`\${azurerm_servicebus_queue.${name}.id}`);
  });

  it('names its namespace by reference', () => {
    expect(queue({}).namespace_id).toBe('${azurerm_servicebus_namespace.bus_namespace.id}');
  });

  it.each([
    [5, 'PT5S'],
    [60, 'PT1M'],
    [90, 'PT1M30S'],
    [300, 'PT5M'],
  ])('writes a lock of %i seconds as Azure gives it back: %s', (lockSeconds, text) => {
    expect(queue({ lockSeconds }).lock_duration).toBe(text);
  });

  it.each([
    [1, 'PT1M'],
    [10, 'PT10M'],
    [90, 'PT1H30M'],
    [1440, 'P1D'],
    [10_080, 'P7D'],
  ])('writes a window of %i minutes as %s', (duplicateDetectionMinutes, text) => {
    expect(queue({ duplicateDetectionMinutes }).duplicate_detection_history_time_window).toBe(text);
  });

  it('writes every duration so that it reads back', () => {
    const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_080 }),
        fc.integer({ min: 5, max: 300 }),
        (minutes, seconds) => {
          const { duplicate_detection_history_time_window: window, lock_duration: lock } = queue({
            duplicateDetectionMinutes: minutes,
            lockSeconds: seconds,
          });
          const inSeconds = (text: string) => {
            const [d, h, m, s] = pattern
              .exec(text)!
              .slice(1)
              .map((part) => Number(part ?? 0));
            return d! * 86_400 + h! * 3600 + m! * 60 + s!;
          };
          expect([inSeconds(window), inSeconds(lock)]).toEqual([minutes * 60, seconds]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves duplicate detection out', () => {
    const { requires_duplicate_detection: required, duplicate_detection_history_time_window: window } = queue(
      {
        duplicateDetectionMinutes: false,
      },
    );
    expect([required, window]).toEqual([false, undefined]);
  });

  const events: PlatformTopicProps = {
    name: 'events',
    subscriptions: [{ name: 'audit' }, { name: 'billing' }],
  };
  const subscriptions = (topic: Partial<PlatformTopicProps>): Json[] =>
    Object.values(bus({ topics: [{ ...events, ...topic }] }).resource.azurerm_servicebus_subscription);

  it('gives each subscription of a topic the topic by reference', () => {
    const ids = subscriptions({}).map((each) => each.topic_id);
    expect(ids).toEqual(Array(2).fill('${azurerm_servicebus_topic.bus_events.id}'));
  });

  it('keeps expired messages of a subscription in its dead-letter queue', () => {
    expect(subscriptions({}).map((each) => each.dead_lettering_on_message_expiration)).toEqual([true, true]);
  });

  it("gives a subscription the topic's time to live unless it has its own", () => {
    const [own, inherited] = subscriptions({
      timeToLiveDays: 4,
      subscriptions: [{ name: 'a', timeToLiveDays: 2 }, { name: 'b' }],
    });
    expect([own.default_message_ttl, inherited.default_message_ttl]).toEqual(['P2D', 'P4D']);
  });

  it('takes a subscription of one name for two topics, and names them apart', () => {
    const terraform = bus({ topics: [events, { ...events, name: 'alerts' }] });
    expect(Object.keys(terraform.resource.azurerm_servicebus_subscription).sort()).toEqual([
      'bus_alerts_audit',
      'bus_alerts_billing',
      'bus_events_audit',
      'bus_events_billing',
    ]);
  });

  it('gives the ids of a topic and of a subscription, and says which is not there', () => {
    const terraform = synthesize((stack) => {
      const namespace = new PlatformServiceBus(stack, 'bus', { ...minimal, topics: [events] });
      new TerraformOutput(stack, 'topic', { value: namespace.topicId('events') });
      new TerraformOutput(stack, 'subscription', { value: namespace.subscriptionId('events', 'audit') });
      expect(() => namespace.topicId('tasks')).toThrow('Topic "tasks" does not exist in test/bus.');
      expect(() => namespace.subscriptionId('events', 'x')).toThrow(
        'Subscription "x" of topic "events" does not exist in test/bus.',
      );
    });
    expect([terraform.output.topic.value, terraform.output.subscription.value]).toEqual([
      '${azurerm_servicebus_topic.bus_events.id}',
      '${azurerm_servicebus_subscription.bus_events_audit.id}',
    ]);
  });

  it.each<[string, Partial<PlatformTopicProps>, RegExp]>([
    ['no subscription', { subscriptions: [] }, /topics\[0\]\.subscriptions: it is empty, so every message/],
    ['the name of a queue', { name: 'Tasks' }, /topics\[0\]\.name: "Tasks" is already the name of a queue/],
    [
      'two subscriptions of one name',
      { subscriptions: [{ name: 'a' }, { name: 'A' }] },
      /topics\[0\]\.subscriptions\[1\]\.name: the subscription "a" is there twice, first at subscriptions\[0\]/,
    ],
    [
      'a long name of a subscription',
      { subscriptions: [{ name: 'a'.repeat(51) }] },
      /subscriptions\[0\]\.name: Service Bus subscription name "a+" has 51 characters; 1 to 50 are allowed/,
    ],
    [
      'messages that outlive those of the topic',
      { timeToLiveDays: 2, subscriptions: [{ name: 'a', timeToLiveDays: 3 }] },
      /timeToLiveDays: 3 exceeds timeToLiveDays of the topic, which is 2/,
    ],
    [
      'a subscription that outlives a topic of the default life',
      { subscriptions: [{ name: 'a', timeToLiveDays: 15 }] },
      /timeToLiveDays: 15 exceeds timeToLiveDays of the topic, which is 14/,
    ],
    [
      'a lock that is too long',
      { subscriptions: [{ name: 'a', lockSeconds: 301 }] },
      /topics\[0\]\.subscriptions\[0\]\.lockSeconds: 301 is not allowed/,
    ],
  ])('refuses a topic with %s', (_, topic, message) => {
    expect(() => bus({ topics: [{ ...events, ...topic }] })).toThrow(message);
  });

  it('gives Premium its units and partitions, and Standard neither', () => {
    const namespace = (sku: 'Standard' | 'Premium') => only(bus({ sku }), 'azurerm_servicebus_namespace');
    expect(namespace('Premium')).toMatchObject({ capacity: 1, premium_messaging_partitions: 1 });
    expect([namespace('Standard').capacity, namespace('Standard').premium_messaging_partitions]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each<[keyof PlatformQueueProps, number, string]>([
    ['lockSeconds', 301, '5 to 300'],
    ['maxDeliveryCount', 0, '1 to 2000'],
    ['timeToLiveDays', 0.5, '1 to 365'],
    ['duplicateDetectionMinutes', 10_081, '1 to 10080'],
  ])('refuses %s of %d, which azurerm lets pass', (key, value, allowed) => {
    expect(() => queue({ [key]: value })).toThrow(
      new RegExp(`queues\\[0\\]\\.${key}: ${value} is not allowed\n.*, ${allowed}\\.`),
    );
  });

  it('refuses names that Azure refuses', () => {
    expect(() => bus({ name: 'my-sb', queues: [{ name: '-tasks' }] })).toThrow(
      /2 problems.*name: Service Bus namespace name "my-sb" has 5 characters.*queues\[0\]\.name: Service Bus queue name "-tasks" is invalid/s,
    );
  });

  it('refuses private access without Premium, and two queues of one name', () => {
    expect(() => bus({ publicNetworkAccess: false, queues: [{ name: 'a' }, { name: 'A' }] })).toThrow(
      /2 problems.*publicNetworkAccess: the SKU "Standard" does not support it.*queues\[1\]\.name: the queue "a" is there twice/s,
    );
  });
});

describe('ServicePrivateEndpoint', () => {
  const minimal = {
    ...place,
    name: 'my-kv-endpoint',
    service: 'keyVault' as PrivateService,
    resourceId: 'vault-id',
    subnetId: 'subnet-id',
    virtualNetworkId: 'network-id',
  };
  const endpoint = (props: Partial<ServicePrivateEndpointProps> = {}) =>
    synthesize((stack) => new ServicePrivateEndpoint(stack, 'endpoint', { ...minimal, ...props }));

  it('minimal', () => {
    expect(endpoint().resource).toMatchSnapshot();
  });

  it('with every prop', () => {
    // A zone that exists leaves out the zone, which the tests below hold.
    const props: Required<Omit<ServicePrivateEndpointProps, 'privateDnsZoneId'>> = {
      ...minimal,
      service: 'serviceBus',
      cloud: 'AzureChinaCloud',
      azurermMajor: 5,
      tags,
    };
    expect(endpoint(props).resource).toMatchSnapshot();
  });

  it.each([
    ['keyVault', 'vault', 'privatelink.vaultcore.azure.net'],
    ['registry', 'registry', 'privatelink.azurecr.io'],
    ['serviceBus', 'namespace', 'privatelink.servicebus.windows.net'],
    ['blob', 'blob', 'privatelink.blob.core.windows.net'],
    ['file', 'file', 'privatelink.file.core.windows.net'],
  ] as const)('is for %s by its subresource %s and its zone %s', (service, subresource, zone) => {
    const terraform = endpoint({ service });
    expect([
      only(terraform, 'azurerm_private_endpoint').private_service_connection.subresource_names,
      only(terraform, 'azurerm_private_dns_zone').name,
    ]).toEqual([[subresource], zone]);
  });

  it.each([
    ['keyVault', 'AzureUSGovernmentCloud', 'privatelink.vaultcore.usgovcloudapi.net'],
    ['keyVault', 'AzureChinaCloud', 'privatelink.vaultcore.azure.cn'],
    ['registry', 'AzureUSGovernmentCloud', 'privatelink.azurecr.us'],
    ['registry', 'AzureChinaCloud', 'privatelink.azurecr.cn'],
    ['serviceBus', 'AzureUSGovernmentCloud', 'privatelink.servicebus.usgovcloudapi.net'],
    ['serviceBus', 'AzureChinaCloud', 'privatelink.servicebus.chinacloudapi.cn'],
    ['blob', 'AzureUSGovernmentCloud', 'privatelink.blob.core.usgovcloudapi.net'],
    ['blob', 'AzureChinaCloud', 'privatelink.blob.core.chinacloudapi.cn'],
    ['file', 'AzureUSGovernmentCloud', 'privatelink.file.core.usgovcloudapi.net'],
    ['file', 'AzureChinaCloud', 'privatelink.file.core.chinacloudapi.cn'],
  ] as const)('is for %s in %s in the zone %s', (service, cloud, zone) => {
    expect(only(endpoint({ service, cloud }), 'azurerm_private_dns_zone').name).toBe(zone);
  });

  it('links the zone by name in azurerm 4, by id in 5', () => {
    const link = (azurermMajor: 4 | 5) =>
      only(endpoint({ azurermMajor }), 'azurerm_private_dns_zone_virtual_network_link');
    expect(Object.keys(link(4)).sort()).toEqual([
      'name',
      'private_dns_zone_name',
      'resource_group_name',
      'virtual_network_id',
    ]);
    expect(Object.keys(link(5)).sort()).toEqual(['name', 'private_dns_zone_id', 'virtual_network_id']);
  });

  it('takes a zone that exists, and neither makes nor links one', () => {
    const terraform = endpoint({ privateDnsZoneId: 'zone-id' });
    expect(Object.keys(terraform.resource)).toEqual(['azurerm_private_endpoint']);
    expect(only(terraform, 'azurerm_private_endpoint').private_dns_zone_group.private_dns_zone_ids).toEqual([
      'zone-id',
    ]);
  });

  it('shares its zone with a second endpoint of the same kind', () => {
    const terraform = synthesize((stack) => {
      const { zoneId } = new ServicePrivateEndpoint(stack, 'first', minimal);
      new ServicePrivateEndpoint(stack, 'second', { ...minimal, name: 'other', privateDnsZoneId: zoneId });
    });
    const ids = Object.values(terraform.resource.azurerm_private_endpoint).map(
      (each) => (each as Json).private_dns_zone_group.private_dns_zone_ids,
    );
    expect(ids).toEqual([
      ['${azurerm_private_dns_zone.first_zone.id}'],
      ['${azurerm_private_dns_zone.first_zone.id}'],
    ]);
    expect(only(terraform, 'azurerm_private_dns_zone_virtual_network_link').name).toBe('my-kv-endpoint');
  });

  it('waits for the name to lead to it', () => {
    expect(only(endpoint(), 'azurerm_private_endpoint').depends_on).toEqual([
      'azurerm_private_dns_zone_virtual_network_link.endpoint_link',
    ]);
  });
});
