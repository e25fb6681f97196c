import { requireMessageSettings } from '../../../lib/facts/service-bus-limits';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import { requireKnownName } from '../stack/known-name';
import type { PlatformServiceBusProps, PlatformTopicProps } from './service-bus-props';

/** @throws {DefinitionError} with all values that Azure would reject during `terraform apply`. */
export function checkServiceBusProps(props: PlatformServiceBusProps, sku: string): void {
  const problems = ProblemList.create();
  requireKnownName(problems, 'name', 'serviceBusNamespace', props.name);
  for (const [key, isSet] of [
    ['publicNetworkAccess', props.publicNetworkAccess === false],
    ['messagingUnits', props.messagingUnits !== undefined],
  ] as const) {
    if (isSet && sku !== 'Premium') {
      problems.add(key, `the SKU "${sku}" does not support it`, 'Use "Premium", or remove it.');
    }
  }
  requireNamesOfTheirOwn(problems, 'queue', 'queues', props.queues);
  for (const [index, queue] of props.queues.entries()) {
    const list = problems.at('queues').at(index);
    requireKnownName(list, 'name', 'serviceBusQueue', queue.name);
    requireMessageSettings(list, queue);
  }
  checkTopics(props, problems);
  problems.throwIfAny(`the Service Bus ${props.name}`);
}

function checkTopics({ topics = [], queues }: PlatformServiceBusProps, problems: ProblemList): void {
  requireNamesOfTheirOwn(problems, 'topic', 'topics', topics);
  const queueNames = queues.map(({ name }) => name.toLowerCase());
  for (const [index, topic] of topics.entries()) {
    const list = problems.at('topics').at(index);
    requireKnownName(list, 'name', 'serviceBusTopic', topic.name);
    // Queues and topics share the names of a namespace.
    if (queueNames.includes(topic.name.toLowerCase())) {
      list.add(
        'name',
        `"${topic.name}" is already the name of a queue in the namespace`,
        'Choose another name.',
      );
    }
    requireMessageSettings(list, topic);
    checkSubscriptions(topic, list);
  }
}

function checkSubscriptions(
  { subscriptions, timeToLiveDays = 14 }: PlatformTopicProps,
  problems: ProblemList,
) {
  if (subscriptions.length === 0) {
    problems.add('subscriptions', 'it is empty, so every message is lost', 'Add at least one subscription.');
  }
  requireNamesOfTheirOwn(problems, 'subscription', 'subscriptions', subscriptions);
  for (const [index, subscription] of subscriptions.entries()) {
    const list = problems.at('subscriptions').at(index);
    requireKnownName(list, 'name', 'serviceBusSubscription', subscription.name);
    requireMessageSettings(list, subscription);
    if (subscription.timeToLiveDays !== undefined && subscription.timeToLiveDays > timeToLiveDays) {
      list.add(
        'timeToLiveDays',
        `${subscription.timeToLiveDays} exceeds timeToLiveDays of the topic, which is ${timeToLiveDays}`,
        'Raise timeToLiveDays of the topic, or lower this value.',
      );
    }
  }
}

function requireNamesOfTheirOwn(
  problems: ProblemList,
  what: string,
  key: string,
  entries: readonly { readonly name: string }[],
): void {
  requireUnique(
    problems,
    what,
    entries,
    ({ name }) => name.toLowerCase(),
    (index) => `${key}[${index}].name`,
  );
}
