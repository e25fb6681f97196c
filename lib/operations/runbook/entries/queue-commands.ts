import type { Runbook, RunbookQueue } from '../runbook';

/**
 * Command that counts the messages of a queue or subscription by state. It is a management call,
 * for which the role Reader suffices.
 */
export function countCommand({ inventory }: Runbook, { topic, entity }: RunbookQueue): string {
  const { azure, serviceBus } = inventory;
  const of =
    topic === undefined
      ? `queue show --resource-group ${azure.resourceGroup.name} --namespace-name ${serviceBus!.name} --name ${entity}`
      : `topic subscription show --resource-group ${azure.resourceGroup.name} --namespace-name ${serviceBus!.name} --topic-name ${topic} --name ${entity}`;
  return `az servicebus ${of} --query "{state:status, active:countDetails.activeMessageCount, dead:countDetails.deadLetterMessageCount, scheduled:countDetails.scheduledMessageCount}" --output table`;
}

/**
 * Queue that commands use as their example: one that a queue worker of the platform reads, or one
 * that scales a workload.
 */
export function exampleQueue({ queues, inventory }: Runbook): RunbookQueue {
  const workers = inventory.workloads.filter(({ role }) => role === 'worker').map(({ name }) => name);
  return (
    queues.find(({ readers }) => readers.some((reader) => workers.includes(reader))) ??
    queues.find(({ readers }) => readers.length > 0) ??
    queues[0]!
  );
}
