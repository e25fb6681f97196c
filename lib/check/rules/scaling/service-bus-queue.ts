import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const serviceBusQueue: Rule = {
  id: 'scaling/service-bus-queue',
  title: 'A Service Bus trigger must name a queue that Terraform creates',
  severity: 'error',
  why: 'KEDA cannot read a queue that does not exist. The ScaledObject does not become ready, and no worker starts.',
  source: 'keda.sh/docs/2.20/scalers/azure-service-bus (2026-11)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: task, messageCount: "5" } }',
    ),
    terraform: { resource: { azurerm_servicebus_queue: { q: { name: 'tasks' } } } },
  },
  good: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" } }',
    ),
    terraform: { resource: { azurerm_servicebus_queue: { q: { name: 'tasks' } } } },
  },
  check: (picture) => {
    const queues = picture.resourcesOf('azurerm_servicebus_queue');
    const names = queues.map(({ attributes }) => textAt(attributes, 'name'));
    const isUnknown = queues.some(({ isMultiple }) => isMultiple) || names.some((name) => !isLiteral(name));
    if (queues.length === 0 || isUnknown) return [];
    return scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path }) => {
        const queue = textAt(metadata, 'queueName');
        if (type !== 'azure-servicebus' || queue === undefined || names.includes(queue)) return [];
        return [
          {
            in: found,
            field: `${path}.metadata.queueName`,
            message: `Terraform creates no Service Bus queue "${queue}", so KEDA has no messages to count and starts no worker.`,
            expected: `one of the queues in Terraform: ${names.join(', ')}`,
            fix: 'Correct the queue name, or add the queue to Terraform.',
          },
        ];
      }),
    );
  },
};
