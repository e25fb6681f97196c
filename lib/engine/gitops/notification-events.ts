/**
 * Events that Argo CD reports: a version is deployed and healthy, a sync failed, an application is
 * no longer healthy.
 */
export const notificationEvents = ['deployed', 'sync-failed', 'health-degraded'] as const;

export type NotificationEvent = (typeof notificationEvents)[number];

/** Trigger and text of a notification. */
export interface NotificationKind {
  readonly event: NotificationEvent;
  /** Name of the trigger in subscriptions. */
  readonly trigger: string;
  readonly template: string;
  /** Condition, in the language of the triggers (expr-lang.org). */
  readonly when: string;
  /**
   * Expression: Argo CD sends another notification only if its value changes.
   *
   * @default none: whenever the condition becomes true
   */
  readonly oncePer?: string;
  /** Text after the name of the application. */
  readonly text: string;
  /** First word of the message in Slack. */
  readonly emoji: string;
  /** Expression for Argo CD's message, in the language of the templates; empty: none. */
  readonly detail: string;
}

const result = 'app.status?.operationState?.syncResult';

/**
 * The revision of the last sync. The revision of the last comparison would be wrong: with many
 * applications in one repository, each commit changes it for all of them. An application with
 * several sources has a list and an empty `revision`; without the list Argo CD would send the
 * notification again whenever the application becomes healthy.
 *
 * @see argo-cd `SyncOperationResult`, which always contains `revision`; notifications-engine
 * `SetAlreadyNotified` (2026-11)
 */
const syncedRevision = `(${result}?.revision ?? '') != '' ? ${result}?.revision : string(${result}?.revisions)`;

/**
 * Notifications by event. The names are those of Argo CD's catalog, so its documentation applies.
 *
 * @see argo-cd docs (3.5, 2026-11), operator-manual/notifications/{triggers,catalog}
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
    // The phase is Running while Argo CD retries, so the notification follows the last retry.
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
