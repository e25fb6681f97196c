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
  title: 'The queue of a trigger is in the namespace that it names',
  severity: 'error',
  why: 'The name of another environment is copied along: KEDA counts the messages of staging, or gets 401 there, and those of production wait.',
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
        // An address instead of a name is another rule's.
        if (type !== 'azure-servicebus' || namespace === undefined || /[./:{]/.test(namespace)) return [];
        if (names.includes(namespace)) return [];
        // Only a queue that is known to be elsewhere says that the name is wrong.
        const queue = picture
          .resourcesOf('azurerm_servicebus_queue')
          .find(({ attributes }) => textAt(attributes, 'name') === textAt(metadata, 'queueName'));
        const owner = referenceOf(queue?.attributes['namespace_id'])?.address;
        const right = owner === undefined ? undefined : picture.resourceAt(owner)?.attributes['name'];
        if (typeof right !== 'string') return [];
        return [
          {
            in: found,
            field: `${path}.metadata.namespace`,
            message: `"${namespace}", which Terraform does not make`,
            expected: `"${right}", which has the queue ${textAt(metadata, 'queueName')}`,
            fix: 'Correct the namespace.',
          },
        ];
      }),
    );
  },
};
