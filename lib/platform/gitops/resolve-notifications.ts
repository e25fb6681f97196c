import type { NotificationsDefinition } from '../../definition/notifications-definition';
import type { SecretVariableDefinition } from '../../definition/workload-definition';
import type { NotificationEvent } from '../../engine/gitops/notification-events';
import { notificationKinds } from '../../engine/gitops/notification-events';
import type { ProblemList } from '../../problems/problem-list';
import { controllerPlacement } from '../cluster/controller-placement';
import type { WorkloadContext } from '../workloads/workload-context';
import { resolveWorkloadIdentity } from '../workloads/workload-identity';
import { checkPlatformSecrets } from '../workloads/workload-secrets';
import { argoCdNamespace, configuresNotifications, notificationSecrets } from './notification-names';
import { notificationsWorkload } from './platform-workloads';
import type { ResolvedNotifications } from './resolved-notifications';

/** Resolves Argo CD's notifications. */
export function resolveNotifications(
  definition: NotificationsDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedNotifications {
  const { slack, webhook, argoCdUrl } = definition;
  if (slack === undefined && webhook === undefined)
    problems.add('', 'no receiver is set', 'Set slack or webhook, or remove notifications.');
  if (argoCdUrl !== undefined && !isHttps(argoCdUrl))
    problems.add(
      'argoCdUrl',
      `"${argoCdUrl}" is not an HTTPS address`,
      'Use the form https://argocd.example.com.',
    );
  // In a subscription, `;` separates channels.
  if (slack !== undefined && !/^[^\s#;,.@]{1,80}$/.test(slack.channel)) {
    problems
      .at('slack')
      .add(
        'channel',
        `"${slack.channel}" is not a valid channel name`,
        'Use the name without #, such as deployments.',
      );
  }
  checkWebhook(definition, problems.at('webhook'));
  const events = resolveEvents(definition.events, problems);
  const isOwn = configuresNotifications(context.definition);
  const secrets = isOwn ? notificationSecrets(definition) : [];
  checkPlatformSecrets(secrets, context, problems);
  return {
    events,
    slackChannel: slack?.channel,
    hasWebhook: webhook !== undefined,
    argoCdUrl: argoCdUrl?.replace(/\/+$/, ''),
    webhookUrl: webhook?.url,
    hasWebhookToken: webhook?.tokenSecret !== undefined,
    own: isOwn ? ownConfiguration(secrets, context, problems) : undefined,
    secrets,
  };
}

function ownConfiguration(
  secrets: readonly SecretVariableDefinition[],
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedNotifications['own'] {
  const namespace = argoCdNamespace(context.definition);
  return {
    namespace,
    identity:
      secrets.length === 0
        ? undefined
        : resolveWorkloadIdentity({ name: notificationsWorkload, namespace }, context, problems),
    placement: controllerPlacement(context.nodePools),
  };
}

function checkWebhook({ webhook }: NotificationsDefinition, problems: ProblemList): void {
  if (webhook === undefined) return;
  const { url, urlSecret } = webhook;
  if ((url === undefined) === (urlSecret === undefined)) {
    problems.add(
      '',
      'exactly one of url and urlSecret is required',
      'Set url, or urlSecret if the address itself is a secret.',
    );
  } else if (url !== undefined && !isHttps(url)) {
    // The message omits the address, because it may contain a token.
    problems.add(
      'url',
      'the address is not HTTPS, or contains a user name',
      'Use the form https://example.com/hooks.',
    );
  } else if (url?.includes('$')) {
    problems.add(
      'url',
      'the address contains $, which Argo CD reads as a key of its Secret',
      'Use urlSecret.',
    );
  }
}

function resolveEvents(
  events: readonly NotificationEvent[] | undefined,
  problems: ProblemList,
): readonly NotificationEvent[] {
  const all = notificationKinds.map(({ event }) => event);
  if (events?.length === 0) problems.add('events', 'the list is empty', `Use some of ${all.join(', ')}.`);
  return all.filter((event) => events === undefined || events.includes(event));
}

function isHttps(address: string): boolean {
  return /^https:\/\/[^\s/@?#]+(?:[/?][^\s@]*)?$/.test(address);
}
