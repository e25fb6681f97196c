import { parse } from 'yaml';
import {
  type NotificationsConfigInput,
  notificationsConfig,
  subscriptionsOf,
} from '../../../../lib/engine/gitops/notifications-config';

const all: NotificationsConfigInput = {
  environment: 'production',
  repository: 'https://github.com/my-org/gitops',
  argoCdUrl: 'https://argocd.example.com',
  events: ['deployed', 'sync-failed', 'health-degraded'],
  slackChannel: 'deployments',
  hasWebhook: true,
  webhookUrl: undefined,
  hasWebhookToken: true,
};
const config = (changes: Partial<NotificationsConfigInput> = {}) =>
  notificationsConfig({ ...all, ...changes });
const templates = (data: Readonly<Record<string, string>>) =>
  Object.entries(data)
    .filter(([key]) => key.startsWith('template.'))
    .map(([, text]) => parse(text));

describe('the configuration of the notifications', () => {
  it('looks like this', () => expect(config()).toMatchSnapshot());

  it('has a trigger for each event, which sends a template that there is', () => {
    const data = config();
    const triggers = Object.entries(data).filter(([key]) => key.startsWith('trigger.'));
    expect(triggers).toHaveLength(3);
    for (const [, text] of triggers) {
      for (const { send } of parse(text))
        for (const name of send) expect(data).toHaveProperty([`template.${name}`]);
    }
  });

  it.each([
    ['of one source', { revision: 'abc' }, 'abc'],
    [
      'of several sources, whose revision is empty',
      { revision: '', revisions: ['2.0.0', 'abc'] },
      '2.0.0,abc',
    ],
    ['of several sources without a revision', { revisions: ['2.0.0', 'abc'] }, '2.0.0,abc'],
  ])('reports a version once: %s', (_, syncResult, once) => {
    const [{ oncePer }] = parse(config()['trigger.on-deployed']!);
    // What the expression uses of expr-lang is the same in JavaScript.
    const evaluated = new Function('app', 'string', `return ${oncePer}`);
    expect(evaluated({ status: { operationState: { syncResult } } }, String)).toBe(once);
  });

  it('has only the requested events', () => {
    const keys = Object.keys(config({ events: ['sync-failed'] })).filter((key) =>
      /^(trigger|template)\./.test(key),
    );
    expect(keys).toEqual(['template.app-sync-failed', 'trigger.on-sync-failed']);
  });

  it.each([
    '.app.metadata.name',
    '.context.environment',
    '$revision',
    '$author',
    '.context.commitUrl',
    '.context.argocdUrl',
  ])('has %s in each text and in each body', (expression) => {
    for (const { message, webhook } of templates(config())) {
      expect(message).toContain(expression);
      expect(webhook.platform.body).toContain(expression);
    }
  });

  it('has bodies that are JSON once the templates are filled in', () => {
    for (const { webhook } of templates(config())) {
      const filled = webhook.platform.body
        .replace(/\{\{-[^}]*-\}\}\n?/g, '')
        .replace(/\{\{ if [^}]*\}\}(.*?)\{\{ else \}\}.*?\{\{ end \}\}/g, '$1')
        .replace(/\{\{ toJson [^}]*\}\}/g, '"x"');
      expect(Object.keys(JSON.parse(filled))).toEqual([
        'event',
        'environment',
        'application',
        'revision',
        'author',
        'subject',
        'message',
        'commitUrl',
        'applicationUrl',
      ]);
    }
  });

  it('closes each block of a template', () => {
    for (const { message, webhook } of templates(config())) {
      for (const text of [message, webhook.platform.body]) {
        const opened = text.match(/\{\{-? (?:if|with) /g) ?? [];
        expect(text.match(/\{\{-? end -?\}\}/g) ?? []).toHaveLength(opened.length);
      }
    }
  });

  it('asks for the author of our own commits alone: a chart has none, and asking would fail the notification', () => {
    for (const { message } of templates(config())) {
      expect(message.indexOf('if and $isOurs $revision')).toBeLessThan(
        message.indexOf('.repo.GetCommitMetadata'),
      );
    }
  });

  it('names keys of the Secret, and has no secret', () => {
    const data = config();
    expect(parse(data['service.slack']!)).toEqual({ token: '$slack-token' });
    expect(parse(data['service.webhook.platform']!)).toEqual({
      url: '$webhook-url',
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Authorization', value: 'Bearer $webhook-token' },
      ],
    });
  });

  it('links to no Argo CD that has no address', () => {
    expect(JSON.stringify(config({ argoCdUrl: undefined }))).not.toContain('argocdUrl');
  });

  it('has no Slack where there is no channel, and no webhook where there is none', () => {
    expect(Object.keys(config({ slackChannel: undefined }))).not.toContain('service.slack');
    expect(JSON.stringify(config({ hasWebhook: false }))).not.toContain('webhook');
  });

  it.each([
    ['https://github.com/my-org/gitops.git', 'https://github.com/my-org/gitops/commit/'],
    ['https://gitlab.example.com/my-org/gitops', 'https://gitlab.example.com/my-org/gitops/-/commit/'],
    ['https://dev.azure.com/my-org/ai/_git/gitops', 'https://dev.azure.com/my-org/ai/_git/gitops/commit/'],
  ])('links to the commits of %s', (repository, commitUrl) => {
    expect(parse(config({ repository }).context!)).toMatchObject({ repository, commitUrl });
  });
});

describe('the subscriptions of an Application', () => {
  it('name each trigger and each service', () => {
    expect(subscriptionsOf(all)).toEqual({
      'notifications.argoproj.io/subscribe.on-deployed.slack': 'deployments',
      'notifications.argoproj.io/subscribe.on-deployed.platform': '',
      'notifications.argoproj.io/subscribe.on-sync-failed.slack': 'deployments',
      'notifications.argoproj.io/subscribe.on-sync-failed.platform': '',
      'notifications.argoproj.io/subscribe.on-health-degraded.slack': 'deployments',
      'notifications.argoproj.io/subscribe.on-health-degraded.platform': '',
    });
  });

  it('are those of the wanted events', () => {
    expect(Object.keys(subscriptionsOf({ ...all, events: ['deployed'], hasWebhook: false }))).toEqual([
      'notifications.argoproj.io/subscribe.on-deployed.slack',
    ]);
  });
});
