import { notificationEvents } from '../engine/gitops/notification-events';
import { choice, type DefinitionOf, list, object, type Schema, text } from '../values/schema';

const slack = object({
  /** Name of the channel without `#`. The bot must be a member of it. */
  channel: text,
  /**
   * Name of the Key Vault secret with the bot's token (`xoxb-…`), which needs the scope
   * `chat:write`.
   */
  tokenSecret: text,
});

/** Notifications in a Slack channel. */
export interface SlackDefinition extends DefinitionOf<typeof slack> {}
const slackSchema: Schema<SlackDefinition> = slack;

const webhook = object({
  /**
   * HTTPS address of the webhook. Use `urlSecret` for an address that is itself a secret, as those
   * of chat applications are.
   * @default none: `urlSecret` is then required
   */
  url: text.optional(),
  /**
   * Name of the Key Vault secret with the address of the webhook.
   * @default none: `url` is then required
   */
  urlSecret: text.optional(),
  /**
   * Name of the Key Vault secret with a token that Argo CD sends as a bearer token.
   * @default none
   */
  tokenSecret: text.optional(),
});

/**
 * A POST request with a JSON body: event, environment, application, revision, author, message and
 * links.
 */
export interface WebhookDefinition extends DefinitionOf<typeof webhook> {}
const webhookSchema: Schema<WebhookDefinition> = webhook;

const notifications = object({
  /**
   * Address of the Argo CD user interface, for links: `https://argocd.example.com`.
   * @default none: notifications have no links to Argo CD
   */
  argoCdUrl: text.optional(),
  /**
   * Slack channel that gets the notifications.
   * @default none
   */
  slack: slackSchema.optional(),
  /**
   * Webhook that gets the notifications.
   * @default none
   */
  webhook: webhookSchema.optional(),
  /**
   * Events to report, at least one.
   *
   * - `deployed`: a new revision is synced and healthy.
   * - `sync-failed`: a sync failed, and all retries are used up.
   * - `health-degraded`: an Application is no longer healthy.
   *
   * @default all three
   */
  events: list(choice(notificationEvents)).optional(),
});

/**
 * Notifications of Argo CD. The platform writes their configuration and a Secret with values from
 * the Key Vault to `dist/<environment>/notifications`. With `argoCd.install: 'none'`, leave the
 * ConfigMap `argocd-notifications-cm` and the Secret `argocd-notifications-secret` to the platform.
 * With a `destination`, configure both in that Argo CD; the platform adds only the subscriptions.
 */
export interface NotificationsDefinition extends DefinitionOf<typeof notifications> {}
export const notificationsSchema: Schema<NotificationsDefinition> = notifications;
