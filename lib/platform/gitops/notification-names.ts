import type { NotificationsDefinition } from '../../definition/notifications-definition';
import type { CompletePlatform } from '../../definition/platform-definition';
import type { SecretVariableDefinition } from '../../definition/workload-definition';
import { notificationSecretKeys } from '../../engine/gitops/notifications-config';

/** Secrets of the Key Vault that the notifications need. */
export function notificationSecrets({
  slack,
  webhook,
}: NotificationsDefinition): readonly SecretVariableDefinition[] {
  const { slackToken, webhookUrl, webhookToken } = notificationSecretKeys;
  return [
    { variable: slackToken, secret: slack?.tokenSecret },
    { variable: webhookUrl, secret: webhook?.urlSecret },
    { variable: webhookToken, secret: webhook?.tokenSecret },
  ].flatMap(({ variable, secret }) => (secret === undefined ? [] : [{ variable, secret }]));
}

/**
 * Whether `dist/<environment>` configures the notifications. If an Argo CD in another cluster syncs
 * this one, it does not.
 */
export function configuresNotifications({ gitOps }: Pick<CompletePlatform, 'gitOps'>): boolean {
  return gitOps.notifications !== undefined && gitOps.destination === undefined;
}

/** Namespace of Argo CD. */
export function argoCdNamespace({ gitOps }: Pick<CompletePlatform, 'gitOps'>): string {
  return gitOps.argoCd.namespace;
}
