import { requireMessageSettings } from '../../../lib/facts/service-bus-limits';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import { requireKnownName } from '../stack/known-name';
import type { PlatformServiceBusProps, PlatformTopicProps } from './service-bus-props';

/** @throws {DefinitionError} for everything that Azure would refuse at apply, at once. */
export function checkServiceBusProps(props: PlatformServiceBusProps, sku: string): void {
  const problems = ProblemList.create();
  requireKnownName(problems, 'name', 'serviceBusNamespace', props.name);
  for (const [key, wanted] of [
    ['publicNetworkAccess', props.publicNetworkAccess === false],
    ['messagingUnits', props.messagingUnits !== undefined],
  ] as const) {
    if (wanted && sku !== 'Premium') {
      problems.add(key, `the sku "${sku}" does not have it`, 'Use "Premium", or leave it out.');
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
    // Queues and topics are entities of one namespace, with one address each.
    if (queueNames.includes(topic.name.toLowerCase())) {
      list.add('name', `there is a queue "${topic.name}" in the namespace`, 'Give each its own name.');
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
    problems.add('subscriptions', 'there is none, so every message is lost', 'Give at least one.');
  }
  requireNamesOfTheirOwn(problems, 'subscription', 'subscriptions', subscriptions);
  for (const [index, subscription] of subscriptions.entries()) {
    const list = problems.at('subscriptions').at(index);
    requireKnownName(list, 'name', 'serviceBusSubscription', subscription.name);
    requireMessageSettings(list, subscription);
    if ((subscription.timeToLiveDays ?? 0) > timeToLiveDays) {
      list.add(
        'timeToLiveDays',
        `${subscription.timeToLiveDays} is not allowed: the topic's messages expire after ${timeToLiveDays} days`,
        "Raise the topic's timeToLiveDays, or lower this one.",
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
