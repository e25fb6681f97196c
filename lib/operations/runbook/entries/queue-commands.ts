import { workloadsOf } from '../../../platform/workloads/workload-kinds';
import type { Runbook, RunbookQueue } from '../runbook';

/** How many messages a queue or subscription has, and in which state they are. A management call: Reader of the namespace is enough. */
export function countCommand({ platform }: Runbook, { topic, entity }: RunbookQueue): string {
  const { azure, serviceBus } = platform;
  const of =
    topic === undefined
      ? `queue show --resource-group ${azure.resourceGroup.name} --namespace-name ${serviceBus!.name} --name ${entity}`
      : `topic subscription show --resource-group ${azure.resourceGroup.name} --namespace-name ${serviceBus!.name} --topic-name ${topic} --name ${entity}`;
  return `az servicebus ${of} --query "{state:status, active:countDetails.activeMessageCount, dead:countDetails.deadLetterMessageCount, scheduled:countDetails.scheduledMessageCount}" --output table`;
}

/** The queue that commands are shown with: one that a worker of the platform takes from, else one that scales something. */
export function exampleQueue({ queues, platform }: Runbook): RunbookQueue {
  const workers = workloadsOf(platform, 'queue-worker').map(({ name }) => name);
  return (
    queues.find(({ readers }) => readers.some((reader) => workers.includes(reader))) ??
    queues.find(({ readers }) => readers.length > 0) ??
    queues[0]!
  );
}
