import type { Rule } from '../../rule';
import { referenceOf } from '../../terraform-resource';

const topic = (sku: string) => ({
  resource: {
    azurerm_servicebus_namespace: { bus: { name: 'my-bus', sku, local_auth_enabled: false } },
    azurerm_servicebus_topic: {
      events: { name: 'events', namespace_id: '${azurerm_servicebus_namespace.bus.id}' },
    },
  },
});

export const basicServiceBus: Rule = {
  id: 'services/basic-service-bus',
  title:
    'A Service Bus namespace with topics, sessions or duplicate detection must use the Standard or Premium tier',
  severity: 'error',
  why: 'The Basic tier does not support topics, sessions and duplicate detection. Azure rejects them in the middle of an apply.',
  source:
    'learn.microsoft.com/azure/service-bus-messaging/service-bus-premium-messaging; azure.microsoft.com/pricing/details/service-bus (2026-11)',
  needs: ['terraform'],
  bad: { terraform: topic('Basic') },
  good: { terraform: topic('Standard') },
  check: (picture) =>
    picture.resourcesOf('azurerm_servicebus_topic', 'azurerm_servicebus_queue').flatMap((found) => {
      const { type, attributes } = found;
      const address = referenceOf(attributes['namespace_id'])?.address;
      const namespace = address === undefined ? undefined : picture.resourceAt(address);
      const unsupportedField = ['requires_session', 'requires_duplicate_detection'].find(
        (field) => attributes[field] === true,
      );
      const isTopic = type === 'azurerm_servicebus_topic';
      if (namespace?.attributes['sku'] !== 'Basic' || (!isTopic && unsupportedField === undefined)) return [];
      return [
        {
          in: found,
          field: isTopic ? 'namespace_id' : unsupportedField!,
          message: `${address} uses the Basic tier, which does not support ${isTopic ? 'topics' : unsupportedField}, so Azure rejects the resource.`,
          expected: 'a namespace of the Standard or Premium tier',
          fix: 'Set sku = "Standard" on the namespace.',
        },
      ];
    }),
};
