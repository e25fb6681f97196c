import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { isLiteral, referenceOf } from '../../terraform-resource';
import { scalersOf } from '../../views/scaled-objects';
import { scaledObjectExample } from '../example-manifests';

const scaled = (namespace: string) => ({
  kubernetes: scaledObjectExample(
    'minReplicaCount: 1,',
    `{ type: azure-servicebus, metadata: { namespace: ${namespace}, queueName: tasks }, authenticationRef: { name: keda } }`,
  ),
  terraform: {
    resource: {
      azurerm_servicebus_namespace: { bus: { name: 'my-bus' } },
      azurerm_servicebus_queue: {
        tasks: { name: 'tasks', namespace_id: '${azurerm_servicebus_namespace.bus.id}' },
      },
    },
  },
});

export const serviceBusOwner: Rule = {
  id: 'scaling/service-bus-owner',
  title: 'A Service Bus trigger must name the namespace that contains its queue',
  severity: 'error',
  why: 'A trigger that is copied from staging still names the Service Bus namespace of staging. KEDA counts staging messages or gets 401, and production messages wait.',
  source: 'keda.sh/docs/2.20/scalers/azure-service-bus (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: scaled('my-bus-staging'),
  good: scaled('my-bus'),
  check: (picture) => {
    const namespaces = picture.resourcesOf('azurerm_servicebus_namespace');
    const names = namespaces.map(({ attributes }) => textAt(attributes, 'name'));
    if (namespaces.some(({ isMultiple }) => isMultiple) || names.some((name) => !isLiteral(name))) return [];
    return scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path }) => {
        const namespace = textAt(metadata, 'namespace');
        // scaling/service-bus-namespace reports an address instead of a name.
        if (type !== 'azure-servicebus' || namespace === undefined || /[./:{]/.test(namespace)) return [];
        if (names.includes(namespace)) return [];
        // The name is wrong only if Terraform creates the queue in another namespace.
        const queue = picture
          .resourcesOf('azurerm_servicebus_queue')
          .find(({ attributes }) => textAt(attributes, 'name') === textAt(metadata, 'queueName'));
        const owner = referenceOf(queue?.attributes['namespace_id'])?.address;
        const ownerName = owner === undefined ? undefined : picture.resourceAt(owner)?.attributes['name'];
        if (typeof ownerName !== 'string') return [];
        return [
          {
            in: found,
            field: `${path}.metadata.namespace`,
            message: `Queue ${textAt(metadata, 'queueName')} is in Service Bus namespace ${ownerName}, but the trigger names "${namespace}", so KEDA does not count its messages.`,
            expected: `"${ownerName}"`,
            fix: `Set namespace: ${ownerName}.`,
          },
        ];
      }),
    );
  },
};
