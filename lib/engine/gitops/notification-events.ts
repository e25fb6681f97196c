/** Events that Argo CD can report: a version is deployed and healthy, a sync failed, an application is no longer healthy. */
export const notificationEvents = ['deployed', 'sync-failed', 'health-degraded'] as const;

export type NotificationEvent = (typeof notificationEvents)[number];

/** One thing that is told: when, and in which words. */
export interface NotificationKind {
  readonly event: NotificationEvent;
  /** Name of the trigger, as the subscriptions have it. */
  readonly trigger: string;
  readonly template: string;
  /** When it holds, in the language of the triggers (expr-lang.org). */
  readonly when: string;
  /** A second notification only when this is another value. Default: whenever it begins to hold. */
  readonly oncePer?: string;
  /** What happened, after the name of the application. */
  readonly text: string;
  /** In Slack, in front. */
  readonly emoji: string;
  /** Expression of what Argo CD says about it, in the language of the templates; empty where there is nothing to say. */
  readonly detail: string;
}

const result = 'app.status?.operationState?.syncResult';

/**
 * The revision that was synced last, and not the one that was looked at last: in a repository of many applications each commit moves
 * the latter for all of them. Of several sources there is a list, beside an empty revision, for which everything would be told
 * again whenever the application has become healthy again.
 * Sources: argo-cd `SyncOperationResult`, whose `revision` is never left out; notifications-engine `SetAlreadyNotified` (2026-11).
 */
const syncedRevision = `(${result}?.revision ?? '') != '' ? ${result}?.revision : string(${result}?.revisions)`;

/**
 * The names are those of Argo CD's own catalog, so that its documentation holds here as well.
 * Sources: argo-cd docs (3.5, 2026-11), operator-manual/notifications/{triggers,catalog}.
 */
export const notificationKinds: readonly NotificationKind[] = [
  {
    event: 'deployed',
    trigger: 'on-deployed',
    template: 'app-deployed',
    when: "app.status?.operationState?.phase == 'Succeeded' and app.status?.health?.status == 'Healthy'",
    oncePer: syncedRevision,
    text: 'is synced and healthy',
    emoji: ':white_check_mark:',
    detail: '',
  },
  {
    event: 'sync-failed',
    trigger: 'on-sync-failed',
    template: 'app-sync-failed',
    // While Argo CD retries, the phase is Running: this is told once all retries are used up.
    when: "app.status?.operationState?.phase in ['Error', 'Failed']",
    text: 'could not be synced',
    emoji: ':x:',
    detail: 'dig "status" "operationState" "message" "" .app',
  },
  {
    event: 'health-degraded',
    trigger: 'on-health-degraded',
    template: 'app-health-degraded',
    when: "app.status?.health?.status == 'Degraded'",
    text: 'is no longer healthy',
    emoji: ':warning:',
    detail: 'dig "status" "health" "message" "" .app',
  },
];
