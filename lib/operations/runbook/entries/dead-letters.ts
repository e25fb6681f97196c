import { bullets, code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { linked, type RunbookEntry, to } from '../runbook-entry';
import { countCommand, exampleQueue } from './queue-commands';

/**
 * The Azure CLI only counts messages. The portal's explorer and the client libraries read and send
 * them; they sign in with Entra ID, because key authentication is disabled.
 *
 * Sources (2026-11): learn.microsoft.com/azure/service-bus-messaging/explorer;
 * service-bus-dead-letter-queues; names and parameters of the `azure-servicebus` package for
 * Python, 7.14.
 */
export function deadLetters(runbook: Runbook): RunbookEntry {
  const { queues, inventory } = runbook;
  const { azure, serviceBus } = inventory;
  const queue = exampleQueue(runbook);
  const scope = `"$(az servicebus namespace show --resource-group ${azure.resourceGroup.name} --name ${serviceBus!.name} --query id --output tsv)"`;
  return {
    topic: 'deadLetters',
    symptom:
      'A dead-letter queue contains messages: a worker rejected them, their deliveries failed, or they expired.',
    look: [
      shell(...queues.map((each) => countCommand(runbook, each))),
      'Reading messages requires a data role, even for an owner of the subscription:',
      shell(
        `az role assignment create --role "Azure Service Bus Data Owner" --assignee "$(az ad signed-in-user show --query id --output tsv)" --scope ${scope}`,
      ),
      `Read them in the portal: ${code(serviceBus!.name)}, the queue, "Service Bus Explorer", "Dead-letter", "Peek from start". Or read them here, without removing them:`,
      shell(
        'python3 -m venv dead-letters',
        'dead-letters/bin/pip install --quiet azure-servicebus azure-identity',
        `SOURCE=${queue.name} dead-letters/bin/python - <<'END'`,
        ...receiverLines(serviceBus!.host),
        '    with dead:',
        '        for message in dead.peek_messages(max_message_count=50):',
        '            print(message.sequence_number, message.enqueued_time_utc, message.delivery_count, message.dead_letter_reason, message.dead_letter_error_description)',
        'END',
      ),
    ],
    causes: [
      {
        sign: '`MaxDeliveryCountExceeded`',
        cause:
          'every delivery failed or lost its lock: the worker crashed, was killed, or took longer than the lock',
        remedy:
          'read the log of the worker at the time of the message; fix the cause, then resend the messages',
      },
      {
        sign: '`TTLExpiredException`',
        cause: 'the message waited longer than its time to live',
        remedy: linked`${to('queueBacklogGrows')}; before you resend it, decide whether its work is still needed`,
      },
      {
        sign: 'a reason that the application defines',
        cause: 'the worker rejected the message as impossible to process',
        remedy: 'fix what the reason names; if you only resend the message, the worker rejects it again',
      },
    ],
    more: [
      'Resend some messages, the oldest first. The script removes each one after it sent the copy:',
      shell(
        `SOURCE=${queue.name} COUNT=10 dead-letters/bin/python - <<'END'`,
        'import uuid',
        ...receiverLines(serviceBus!.host),
        '    sender = bus.get_topic_sender(topic) if topic else bus.get_queue_sender(name)',
        '    count = int(os.environ["COUNT"])',
        '    with dead, sender:',
        '        for message in dead.receive_messages(max_message_count=count, max_wait_time=10):',
        '            reasons = (b"DeadLetterReason", b"DeadLetterErrorDescription")',
        '            properties = {key: value for key, value in (message.application_properties or {}).items() if key not in reasons}',
        '            sender.send_messages(ServiceBusMessage(',
        '                b"".join(message.body), application_properties=properties, content_type=message.content_type,',
        '                correlation_id=message.correlation_id, subject=message.subject, message_id=str(uuid.uuid4())))',
        '            dead.complete_message(message)',
        '            print("resent:", message.message_id)',
        'END',
      ),
      bullets([
        'Each copy has a new message id, because a queue with duplicate detection would silently drop a copy with the id of the first message.',
        queues.some(({ topic }) => topic !== undefined)
          ? 'A message that you resend to a topic reaches **all** its subscriptions.'
          : undefined,
        'The portal\'s "Resend selected messages" sends a copy and keeps the dead letter.',
        serviceBus!.privateEndpoint
          ? 'The namespace has a private endpoint: run all of this in the virtual network.'
          : undefined,
        'The Azure CLI can only count messages. It can neither show nor move them.',
        'Remove the role afterwards: `az role assignment delete` with the same arguments.',
      ]),
      table(
        ['Queue', 'Dead-lettered after', 'Expires after', 'Duplicate detection'],
        queues.map(({ name, maxDeliveryCount, timeToLiveDays, duplicateDetectionMinutes }) => [
          code(name),
          `${maxDeliveryCount} deliveries`,
          `${timeToLiveDays} days`,
          duplicateDetectionMinutes === undefined ? '' : `${duplicateDetectionMinutes} min`,
        ]),
      ),
    ],
  };
}

/**
 * Python lines that open the dead-letter queue of `$SOURCE`: a queue, or `<topic>/<subscription>`.
 */
function receiverLines(host: string): readonly string[] {
  return [
    'import os',
    'from azure.identity import AzureCliCredential',
    'from azure.servicebus import ServiceBusClient, ServiceBusMessage, ServiceBusSubQueue',
    '',
    'topic, _, name = os.environ["SOURCE"].rpartition("/")',
    `with ServiceBusClient("${host}", AzureCliCredential()) as bus:`,
    '    options = {"sub_queue": ServiceBusSubQueue.DEAD_LETTER}',
    '    dead = bus.get_subscription_receiver(topic, name, **options) if topic else bus.get_queue_receiver(name, **options)',
  ];
}
