import { podOf } from '../chapters/example-workload';
import { commandBlocks, inCluster, onOwnMachine } from '../command-blocks';
import { durationText } from '../duration-text';
import { code, codes, table } from '../markdown-blocks';
import type { Runbook, RunbookQueue } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';
import { type RunbookWorkload, type ScaledWorkload, scaledBy } from '../runbook-workload';
import { countCommand, exampleQueue } from './queue-commands';

export function queueBacklogGrows(runbook: Runbook): RunbookEntry {
  const { queues, workloads } = runbook;
  const scaled = scaledBy(workloads, 'ScaledObject', 'ScaledJob');
  const readersOf = (queue: RunbookQueue) => scaled.filter(({ name }) => queue.readers.includes(name));
  const queue = exampleQueue(runbook);
  const [reader] = readersOf(queue);
  const job = scaled.find(({ replicas }) => replicas.by === 'ScaledJob');
  const readers = queues.flatMap((each) => readersOf(each));
  const identities = [...new Set(readers.flatMap(({ identity }) => identity ?? []))];
  return {
    topic: 'queueBacklogGrows',
    symptom: 'The number of active messages of a queue grows or does not fall.',
    look: [
      ...commandBlocks(
        onOwnMachine(countCommand(runbook, queue)),
        inCluster(
          ...(reader === undefined ? [] : readerCommands(reader)),
          ...(job === undefined || job === reader ? [] : readerCommands(job)),
        ),
      ),
    ],
    causes: [
      {
        sign: '`state` is not `Active`',
        cause: 'an operator disabled the queue, or receiving from it',
        remedy: `enable it again, or run ${code(runbook.inventory.deployCommand)}, which enables it too`,
      },
      {
        sign: 'the queue has active messages, and no replica runs',
        cause: 'the scaler cannot count the messages, or it is paused',
        remedy: linked`${to('scalerCannotReadMetric')}, ${to('scaleManually')}`,
      },
      {
        sign: 'replicas are `Pending`',
        cause: 'no node has room for them',
        remedy: linked`${to('podsPending')}`,
      },
      {
        sign: 'replicas restart',
        cause: 'the worker fails; Service Bus delivers its messages again after their lock expires',
        remedy: linked`${to('podsRestart')}, then ${to('deadLetters')}`,
      },
      {
        sign: '`Unauthorized` or `AADSTS` in the log of the worker',
        cause: `its identity${identities.length === 0 ? '' : ` (${codes(identities)})`} has no token, or lacks the role \`Azure Service Bus Data Receiver\` on the queue`,
        remedy: linked`${to('federatedTokenRejected')}`,
      },
      {
        sign: 'the maximum number of replicas runs, and all are busy',
        cause: 'messages arrive faster than the replicas process them',
        remedy: linked`raise \`maxReplicas\` in the definition; if the workers wait for a model: ${to('requestsQueueUp')}`,
      },
      {
        sign: 'all replicas are busy and complete no message; `MessageLockLost` in the log',
        cause: 'a message takes longer than the worker renews its lock, so another replica starts it again',
        remedy: 'raise `maxJobSeconds` in the definition',
      },
      {
        sign: '`scheduled` is high',
        cause: 'the messages are scheduled for later',
        remedy: 'no action',
      },
    ],
    more: [
      table(
        ['Queue', 'Processed by', 'Sent to by', 'Lock', 'Maximum deliveries', 'Time to live'],
        queues.map(({ name, readers, senders, lockSeconds, maxDeliveryCount, timeToLiveDays }) => [
          code(name),
          readers.map((each) => readerText(each, workloads)).join(', ') || 'no workload of this platform',
          codes(senders, 'no workload of this platform'),
          durationText(lockSeconds),
          String(maxDeliveryCount),
          `${timeToLiveDays} days`,
        ]),
      ),
      'To count the messages of another queue, use the same command with its name. The active messages include those that replicas process at the moment.',
    ],
  };
}

function readerCommands(workload: ScaledWorkload): readonly string[] {
  const { kind, name, namespace, selector, replicas } = workload;
  return kind === 'ScaledJob'
    ? [
        `kubectl get scaledjob ${name} --namespace ${namespace}`,
        `kubectl get jobs --namespace ${namespace} --selector ${selector}`,
        podOf(workload),
        `kubectl logs "$POD" --namespace ${namespace} --tail 100`,
      ]
    : [
        `kubectl get scaledobject ${replicas.scaler} --namespace ${namespace}`,
        `kubectl get pods --namespace ${namespace} --selector ${selector}`,
        `kubectl logs --namespace ${namespace} --selector ${selector} --prefix --tail 100`,
      ];
}

function readerText(name: string, workloads: readonly RunbookWorkload[]): string {
  const replicas = workloads.find((workload) => workload.name === name)?.replicas;
  if (replicas === undefined || !('scaler' in replicas)) return code(name);
  return `${code(name)} (${replicas.minReplicas} to ${replicas.maxReplicas ?? 'unlimited'} replicas)`;
}
