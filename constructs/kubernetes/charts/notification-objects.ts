import type { Chart } from 'cdk8s';
import { notificationsWorkload } from '../../../lib/platform/gitops/platform-workloads';
import type { ResolvedNotifications } from '../../../lib/platform/gitops/resolved-notifications';
import { ArgoCdNotifications } from '../cluster/argo-cd-notifications';
import type { ChartContext } from './chart-context';

/** Adds the settings of Argo CD's notifications. */
export function addNotifications(
  chart: Chart,
  { namespace, identity, placement }: NonNullable<ResolvedNotifications['own']>,
  context: ChartContext,
): void {
  const { platform } = context;
  const notifications = platform.gitOps.notifications!;
  new ArgoCdNotifications(chart, 'notifications', {
    name: notificationsWorkload,
    namespace,
    config: {
      ...notifications,
      environment: platform.environment,
      repository: platform.gitOps.repository,
    },
    ...(identity === undefined
      ? {}
      : { vault: { ...context.vaultFor(identity), secrets: notifications.secrets } }),
    placement,
  });
}
