import { stringify } from 'yaml';
import { type NotificationEvent, type NotificationKind, notificationKinds } from './notification-events';
import { commitUrlPrefix } from './repository-links';

/**
 * Names that Argo CD requires, in its namespace.
 *
 * @see argo-cd docs (3.5, 2026-11), operator-manual/notifications
 */
export const notificationsConfigMap = 'argocd-notifications-cm';
export const notificationsSecret = 'argocd-notifications-secret';

/** Keys of the Secret. */
export const notificationSecretKeys = {
  slackToken: 'slack-token',
  webhookUrl: 'webhook-url',
  webhookToken: 'webhook-token',
} as const;

/** Name of the webhook service in Argo CD. */
export const webhookService = 'platform';

/** Targets and events of the notifications. */
export interface NotificationTargets {
  readonly events: readonly NotificationEvent[];
  readonly slackChannel: string | undefined;
  readonly hasWebhook: boolean;
}

/** Input of notificationsConfig(). */
export interface NotificationsConfigInput extends NotificationTargets {
  readonly environment: string;
  /** Repository of the environment, for links to its commits. */
  readonly repository: string;
  /** Address of Argo CD's web interface. */
  readonly argoCdUrl: string | undefined;
  /** Undefined: the Secret contains the address. */
  readonly webhookUrl: string | undefined;
  readonly hasWebhookToken: boolean;
}

/**
 * Data of `argocd-notifications-cm`: services, triggers and templates. It contains the keys of the
 * Secret, and no secret.
 *
 * @see argo-cd docs (3.5, 2026-11),
 * operator-manual/notifications/{services/slack,services/webhook,templates,triggers}
 */
export function notificationsConfig(input: NotificationsConfigInput): Readonly<Record<string, string>> {
  const kinds = notificationKinds.filter(({ event }) => input.events.includes(event));
  const data: Record<string, string> = {
    context: stringify({
      environment: input.environment,
      repository: input.repository,
      commitUrl: commitUrlPrefix(input.repository),
      ...(input.argoCdUrl === undefined ? {} : { argocdUrl: input.argoCdUrl }),
    }),
  };
  if (input.slackChannel !== undefined)
    data['service.slack'] = stringify({ token: `$${notificationSecretKeys.slackToken}` });
  if (input.hasWebhook) data[`service.webhook.${webhookService}`] = webhookConfig(input);
  for (const kind of kinds) {
    data[`template.${kind.template}`] = stringify(templateOf(kind, input), { lineWidth: 0 });
    data[`trigger.${kind.trigger}`] = stringify(
      [
        {
          when: kind.when,
          ...(kind.oncePer === undefined ? {} : { oncePer: kind.oncePer }),
          send: [kind.template],
        },
      ],
      { lineWidth: 0 },
    );
  }
  return data;
}

function webhookConfig({ webhookUrl, hasWebhookToken }: NotificationsConfigInput): string {
  return stringify({
    url: webhookUrl ?? `$${notificationSecretKeys.webhookUrl}`,
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      ...(hasWebhookToken
        ? [{ name: 'Authorization', value: `Bearer $${notificationSecretKeys.webhookToken}` }]
        : []),
    ],
  });
}

/**
 * Variables of the texts. Only a commit has an author: reading the author of a chart would fail the
 * notification. `dig` returns its default for a missing field; a plain path would fail.
 */
const preamble = [
  '{{- $result := dig "status" "operationState" "syncResult" dict .app -}}',
  '{{- $revision := dig "revision" (dig "status" "sync" "revision" "" .app) $result -}}',
  '{{- $revisions := join ", " (dig "revisions" list $result) -}}',
  '{{- $isOurs := eq (dig "spec" "source" "repoURL" "" .app) .context.repository -}}',
  '{{- $author := "" -}}',
  '{{- $subject := "" -}}',
  '{{- if and $isOurs $revision -}}',
  '{{- $commit := call .repo.GetCommitMetadata $revision -}}',
  '{{- $author = $commit.Author -}}',
  '{{- $subject = $commit.Message | splitList "\\n" | first -}}',
  '{{- end -}}',
  '',
].join('\n');

const applicationUrl =
  '{{ .context.argocdUrl }}/applications/{{ .app.metadata.namespace }}/{{ .app.metadata.name }}';

function templateOf(
  kind: NotificationKind,
  input: NotificationsConfigInput,
): Readonly<Record<string, unknown>> {
  const hasArgoCd = input.argoCdUrl !== undefined;
  const isSlack = '{{ if eq .serviceType "slack" }}';
  const message = [
    `${isSlack}${kind.emoji} {{ end }}{{ .app.metadata.name }} in {{ .context.environment }} ${kind.text}.`,
    ...(kind.detail === '' ? [] : [`{{ with ${kind.detail} }}\n{{ . }}{{ end }}`]),
    '\nRevision: {{ $revision | default $revisions | default "unknown" }}{{ with $author }} by {{ . }}{{ end }}',
    '{{ with $subject }}: {{ . }}{{ end }}',
    '{{ if and $isOurs $revision }}\n{{ .context.commitUrl }}{{ $revision }}{{ end }}',
    ...(hasArgoCd ? [`\n${applicationUrl}`] : []),
  ];
  return {
    message: `${preamble}${message.join('')}\n`,
    ...(input.hasWebhook
      ? { webhook: { [webhookService]: { method: 'POST', body: webhookBody(kind, hasArgoCd) } } }
      : {}),
  };
}

/** Body of the webhook. `toJson` escapes values such as the commit message. */
function webhookBody(kind: NotificationKind, hasArgoCd: boolean): string {
  const json = (expression: string) => `{{ toJson ${expression} }}`;
  const fields = {
    event: JSON.stringify(kind.event),
    environment: json('.context.environment'),
    application: json('.app.metadata.name'),
    revision: json('($revision | default $revisions)'),
    author: json('$author'),
    subject: json('$subject'),
    message: kind.detail === '' ? '""' : json(`(${kind.detail})`),
    commitUrl: `{{ if and $isOurs $revision }}${json('(print .context.commitUrl $revision)')}{{ else }}""{{ end }}`,
    ...(hasArgoCd
      ? {
          applicationUrl: json(
            '(printf "%s/applications/%s/%s" .context.argocdUrl .app.metadata.namespace .app.metadata.name)',
          ),
        }
      : {}),
  };
  const lines = Object.entries(fields).map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`);
  return `${preamble}{\n${lines.join(',\n')}\n}\n`;
}

/**
 * Returns the annotations of an AppProject that subscribe the targets to the notifications of its
 * Applications.
 *
 * @see argo-cd docs (3.5, 2026-11), operator-manual/notifications/subscriptions; argo-cd
 * `notification_controller/controller/controller.go`, `alterDestinations`
 */
export function subscriptionsOf(targets: NotificationTargets): Readonly<Record<string, string>> {
  const entries = notificationKinds
    .filter(({ event }) => targets.events.includes(event))
    .flatMap(({ trigger }) => [
      ...(targets.slackChannel === undefined
        ? []
        : [[`notifications.argoproj.io/subscribe.${trigger}.slack`, targets.slackChannel] as const]),
      ...(targets.hasWebhook
        ? [[`notifications.argoproj.io/subscribe.${trigger}.${webhookService}`, ''] as const]
        : []),
    ]);
  return Object.fromEntries(entries);
}
