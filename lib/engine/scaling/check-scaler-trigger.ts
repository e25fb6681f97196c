import type { ProblemList } from '../../problems/problem-list';
import { parseCpuMillis, parseMemoryBytes } from '../../values/quantity';
import { checkCronMetadata } from './cron-trigger';
import { checkPrometheusTrigger } from './prometheus-trigger';
import { isResourceTrigger } from './resource-trigger';
import type { ScalerTriggerSpec } from './scaler-trigger';

/** Names of scalers are lower-case words: `azure-servicebus`. */
const typePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Adds what is wrong with one trigger, whoever made it. Paths are those of the metadata: `query`, `timezone`, …
 *
 * KEDA's own webhook has some of these rules; it lets everything through when it does not answer in time, and the others
 * show only as events of the ScaledObject, long after the commit.
 */
export function checkScalerTrigger(trigger: ScalerTriggerSpec, problems: ProblemList): void {
  if (!typePattern.test(trigger.type)) {
    problems.add(
      'type',
      `"${trigger.type}" is not the name of a scaler`,
      'Take it from keda.sh/docs: azure-servicebus.',
    );
  }
  if (isResourceTrigger(trigger)) checkResourceTrigger(trigger, problems);
  else if (trigger.metricType === 'Utilization') {
    problems.add(
      'metricType',
      'Utilization is for CPU and memory, which have a request to be a part of',
      'Use AverageValue or Value.',
    );
  } else if (trigger.type === 'cron') checkCronMetadata(trigger.metadata, problems);
  else if (trigger.type === 'prometheus') checkPrometheusTrigger(trigger, problems);
  else if (trigger.type === 'azure-servicebus') checkServiceBusTrigger(trigger, problems);
}

function checkResourceTrigger(
  { type, metadata, metricType = 'Utilization', authentication }: ScalerTriggerSpec,
  problems: ProblemList,
): void {
  const value = metadata.value ?? '';
  if (metricType === 'Value') {
    problems.add('metricType', `Value is not for ${type}`, 'Use Utilization or AverageValue.');
  } else if (metricType === 'Utilization') {
    if (!/^[1-9]\d{0,3}$/.test(value))
      problems.add(
        'utilizationPercent',
        `${value || 'nothing'} is not allowed`,
        'Give a whole percentage, 1 or more.',
      );
  } else if ((type === 'cpu' ? parseCpuMillis(value) : parseMemoryBytes(value)) === undefined) {
    problems.add(
      'averageValue',
      `"${value}" is not an amount of ${type === 'cpu' ? 'CPU' : 'memory'}`,
      `Write ${type === 'cpu' ? '500m or 2' : '512Mi or 4Gi'}.`,
    );
  }
  if (authentication !== 'none') {
    problems.add(
      'authentication',
      `${type} is read from Kubernetes, and nothing is signed in to`,
      "Use 'none'.",
    );
  }
}

function checkServiceBusTrigger(
  { metadata, authentication }: ScalerTriggerSpec,
  problems: ProblemList,
): void {
  const { queueName, topicName, subscriptionName } = metadata;
  const hasSubscription = topicName !== undefined && subscriptionName !== undefined;
  const hasPartOfOne = topicName !== undefined || subscriptionName !== undefined;
  if ((queueName === undefined) !== hasSubscription || (queueName !== undefined && hasPartOfOne)) {
    problems.add(
      'queueName',
      'it needs a queue, or a topic and a subscription of it, and not both',
      'Give queueName, or topicName and subscriptionName.',
    );
  }
  if (authentication !== 'none' && (metadata.namespace ?? '') === '') {
    problems.add('namespace', 'there is none to sign in to', 'Give the name of the Service Bus namespace.');
  }
  if (metadata.namespace?.includes('.')) {
    problems.add(
      'namespace',
      `"${metadata.namespace}" is an address; KEDA adds the suffix of the cloud itself`,
      `Give the bare name: ${metadata.namespace.split('.')[0]}.`,
    );
  }
  const { messageCount = '5', activationMessageCount = '0' } = metadata;
  if (!/^[1-9]\d*$/.test(messageCount))
    problems.add(
      'messagesPerReplica',
      `${messageCount} is not allowed`,
      'Give a whole number of messages, 1 or more.',
    );
  if (!/^\d+$/.test(activationMessageCount))
    problems.add(
      'activationMessages',
      `${activationMessageCount} is not allowed`,
      'Give a whole number of messages, 0 or more.',
    );
}
