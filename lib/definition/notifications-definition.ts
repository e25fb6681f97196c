import type { NotificationEvent } from '../engine/gitops/notification-events';

/**
 * Notifications of Argo CD. Their configuration and their Secret come from `dist/<environment>/notifications`, the Secret's content from the Key
 * Vault. An Argo CD that was there before (`argoCd.install: 'none'`) must leave `argocd-notifications-cm` and
 * `argocd-notifications-secret` to it; with a `destination`, both are the business of whoever runs that Argo CD, and only the subscriptions
 * are here.
 */
export interface NotificationsDefinition {
  /** Address of Argo CD's web interface, for links: `https://argocd.example.com`. Default: no links. */
  readonly argoCdUrl?: string;
  /** Default: nothing goes to Slack. */
  readonly slack?: SlackDefinition;
  /** Default: nothing is posted. */
  readonly webhook?: WebhookDefinition;
  /** Default: all three. */
  readonly events?: readonly NotificationEvent[];
}

export interface SlackDefinition {
  /** Channel, without `#`, that the bot was invited to. */
  readonly channel: string;
  /** Name of the secret in the Key Vault that holds the bot's token (`xoxb-…`), with the scope `chat:write`. */
  readonly tokenSecret: string;
}

/** A POST with a JSON body: event, environment, application, revision, author, message and links. */
export interface WebhookDefinition {
  /** HTTPS address. One that is a secret itself, as those of chat programs are, is `urlSecret`. */
  readonly url?: string;
  /** Name of the secret in the Key Vault that holds the address. */
  readonly urlSecret?: string;
  /** Name of the secret in the Key Vault that is sent as a bearer token. Default: no token. */
  readonly tokenSecret?: string;
}
