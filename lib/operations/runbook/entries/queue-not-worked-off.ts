import { deployCommand, stacksOf } from '../../../platform/outputs/deploy-command';
import { blocksByPlace } from '../blocks-by-place';
import { podOf } from '../chapters/example-workload';
import { durationText } from '../duration-text';
import { code, codes, table } from '../markdown-blocks';
import type { Runbook, RunbookQueue } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { type RunbookWorkload, type ScaledWorkload, scaledBy } from '../runbook-workload';
import { countCommand, exampleQueue } from './queue-commands';

export function queueNotWorkedOff(runbook: Runbook): RunbookEntry {
  const { queues, workloads } = runbook;
  const scaled = scaledBy(workloads, 'ScaledObject', 'ScaledJob');
  const readersOf = (queue: RunbookQueue) => scaled.filter(({ name }) => queue.readers.includes(name));
  const queue = exampleQueue(runbook);
  const [reader] = readersOf(queue);
  const job = scaled.find(({ replicas }) => replicas.by === 'ScaledJob');
  const readers = queues.flatMap((each) => readersOf(each));
  const identities = [...new Set(readers.flatMap(({ identity }) => identity ?? []))];
  return {
    topic: 'queueNotWorkedOff',
    symptom: 'Active messages of a queue grow, or stay.',
    look: [
      ...blocksByPlace(
        countCommand(runbook, queue),
        ...(reader === undefined ? [] : lookAtReader(reader)),
        ...(job === undefined || job === reader ? [] : lookAtReader(job)),
      ),
    ],
    causes: [
      {
        sign: '`state` is not `Active`',
        cause: 'somebody switched the queue off, or receiving from it',
        remedy: `switch it on again; ${code(deployCommand(stacksOf(runbook.platform)))} does it too`,
      },
      {
        sign: 'no replica, and messages are there',
        cause: 'the scaler does not count them, or is paused',
        remedy:
          '[A scaler cannot read its metric](#a-scaler-cannot-read-its-metric), [Scale by hand](#scale-by-hand)',
      },
      {
        sign: 'replicas are `Pending`',
        cause: 'there is no node for them',
        remedy: '[Pods stay pending](#pods-stay-pending)',
      },
      {
        sign: 'replicas restart',
        cause: 'the worker fails at its work; its messages come again after their lock',
        remedy:
          '[Pods restart](#pods-restart), then [Messages in the dead-letter queue](#messages-in-the-dead-letter-queue)',
      },
      {
        sign: '`Unauthorized`, `AADSTS` in the log of the worker',
        cause: `its identity${identities.length === 0 ? '' : ` (${codes(identities)})`} has no token, or not the role \`Azure Service Bus Data Receiver\` on the queue`,
        remedy: '[A federated token is refused](#a-federated-token-is-refused)',
      },
      {
        sign: 'as many replicas as there may be, all at work',
        cause: 'more comes than they can do',
        remedy: '`maxReplicas` in the definition; what waits for a model: [Requests wait](#requests-wait)',
      },
      {
        sign: 'all at work, and nothing gets done; `MessageLockLost` in the log',
        cause: 'a message takes longer than its lock is renewed, and begins anew with the next one',
        remedy: '`maxJobSeconds` in the definition',
      },
      {
        sign: '`scheduled` is high',
        cause: 'they are for later',
        remedy: 'nothing',
      },
    ],
    more: [
      table(
        ['Queue', 'Worked off by', 'Sent to by', 'Lock', 'Deliveries', 'Kept for'],
        queues.map(({ name, readers, senders, lockSeconds, maxDeliveryCount, timeToLiveDays }) => [
          code(name),
          readers.map((each) => readerText(each, workloads)).join(', ') || 'nobody here',
          codes(senders, 'nobody here'),
          durationText(lockSeconds),
          String(maxDeliveryCount),
          `${timeToLiveDays} days`,
        ]),
      ),
      'The others are counted by the same command with their names; messages that a replica is working on are among the active ones.',
    ],
  };
}

function lookAtReader(workload: ScaledWorkload): readonly string[] {
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
  return `${code(name)} (${replicas.least} to ${replicas.most ?? 'many'})`;
}
