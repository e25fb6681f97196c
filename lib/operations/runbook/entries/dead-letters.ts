import { bullets, code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookEntry } from '../runbook-entry';
import { countCommand, exampleQueue } from './queue-commands';

/**
 * The Azure CLI counts messages, and neither shows nor moves them. The portal's explorer and the client libraries sign in with Entra ID;
 * keys are switched off.
 *
 * Sources (2026-11): learn.microsoft.com/azure/service-bus-messaging/explorer; service-bus-dead-letter-queues; the `azure-servicebus`
 * package for Python, 7.14, whose names and parameters were looked at.
 */
export function deadLetters(runbook: Runbook): RunbookEntry {
  const { queues, platform } = runbook;
  const { azure, serviceBus } = platform;
  const queue = exampleQueue(runbook);
  const scope = `"$(az servicebus namespace show --resource-group ${azure.resourceGroup.name} --name ${serviceBus!.name} --query id --output tsv)"`;
  return {
    topic: 'deadLetters',
    symptom: 'Messages were put aside: their work did not succeed in as many deliveries as they have.',
    look: [
      shell(...queues.map((each) => countCommand(runbook, each))),
      'To see the messages themselves you need a role of your own, whatever else you are:',
      shell(
        `az role assignment create --role "Azure Service Bus Data Owner" --assignee "$(az ad signed-in-user show --query id --output tsv)" --scope ${scope}`,
      ),
      `Then the portal: ${code(serviceBus!.name)}, the queue, "Service Bus Explorer", "Dead-letter", "Peek from start". Or here, without taking them away:`,
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
          'every delivery failed, or its lock was lost: the worker crashed, was killed, or took too long',
        remedy: 'the log of the worker at the time of the message; mend that first, then send them again',
      },
      {
        sign: '`TTLExpiredException`',
        cause: 'it waited for longer than messages are kept',
        remedy: '[A queue is not worked off](#a-queue-is-not-worked-off); is the work still wanted?',
      },
      {
        sign: 'a reason of the application',
        cause: 'the worker put it aside itself: it can never work',
        remedy: 'what the reason says; sent again it comes back',
      },
    ],
    more: [
      'Send some again, the oldest first, each taken away once it is sent:',
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
        '            print("sent again:", message.message_id)',
        'END',
      ),
      bullets([
        'Each gets a new message id: with its old one a queue that looks for duplicates would drop it in silence.',
        queues.some(({ topic }) => topic !== undefined)
          ? 'What is sent to a topic again goes to **all** its subscriptions.'
          : undefined,
        'The portal\'s "Resend selected messages" sends a copy and leaves the dead one.',
        serviceBus!.privateEndpoint
          ? 'The namespace has a private endpoint: all of this works from the virtual network alone.'
          : undefined,
        'The Azure CLI only counts: it can neither show nor move a message.',
        'Give the role back afterwards: `az role assignment delete` with the same words.',
      ]),
      table(
        ['Queue', 'Put aside after', 'Or unread for', 'Duplicates'],
        queues.map(({ name, maxDeliveryCount, timeToLiveDays, duplicateDetectionMinutes }) => [
          code(name),
          `${maxDeliveryCount} deliveries`,
          `${timeToLiveDays} days`,
          duplicateDetectionMinutes === undefined ? '' : `dropped within ${duplicateDetectionMinutes} min`,
        ]),
      ),
    ],
  };
}

/** The dead-letter queue of `$SOURCE`: a queue, or a topic and a subscription with a slash between. */
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
