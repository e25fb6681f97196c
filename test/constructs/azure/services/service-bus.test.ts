import { TerraformOutput } from 'cdktf';
import * as fc from 'fast-check';
import {
  type PlatformQueueProps,
  PlatformServiceBus,
  type PlatformServiceBusProps,
  type PlatformSubscriptionProps,
  type PlatformTopicProps,
} from '../../../../constructs/azure/services/service-bus';
import { type Json, only, place, resources, synthesize, tags } from '../synthesize';

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

  it('returns the ids of a topic and of a subscription, and reports a missing one', () => {
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
      /topics\[0\]\.subscriptions\[1\]\.name: duplicate subscription "a", first used at topics\[0\]\.subscriptions\[0\]/,
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
      /topics\[0\]\.subscriptions\[0\]\.lockSeconds: 301 is not a valid number of seconds/,
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
      new RegExp(`queues\\[0\\]\\.${key}: ${value} is not a valid number of .* from ${allowed}\\.`),
    );
  });

  it('refuses names that Azure refuses', () => {
    expect(() => bus({ name: 'my-sb', queues: [{ name: '-tasks' }] })).toThrow(
      /2 problems.*name: Service Bus namespace name "my-sb" has 5 characters.*queues\[0\]\.name: Service Bus queue name "-tasks" is invalid/s,
    );
  });

  it('refuses private access without Premium, and two queues of one name', () => {
    expect(() => bus({ publicNetworkAccess: false, queues: [{ name: 'a' }, { name: 'A' }] })).toThrow(
      /2 problems.*publicNetworkAccess: the SKU "Standard" does not support it.*queues\[1\]\.name: duplicate queue "a"/s,
    );
  });
});
