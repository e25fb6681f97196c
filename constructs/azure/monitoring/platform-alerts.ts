import { Construct } from 'constructs';
import { runbookFile } from '../../../lib/facts/runbook-topics';
import { watchedGpuPools } from '../../../lib/operations/alerts/watched-gpu-pools';
import { silentScalers, watchedQueues } from '../../../lib/operations/alerts/watched-queues';
import { watchedServers } from '../../../lib/operations/alerts/watched-servers';
import { watchedWorkloads } from '../../../lib/operations/alerts/watched-workloads';
import { signInNamespaces } from '../../../lib/platform/identities/sign-in-namespaces';
import { deployCommand, stacksOf } from '../../../lib/platform/outputs/deploy-command';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import type { Place } from '../stack/place';
import { NameScope } from '../stack/readable-logical-ids';
import type { AlertGroupPlace, AlertTargets } from './alert-group';
import { AlertMails } from './alert-mails';
import { GpuPoolAlerts } from './gpu-pool-alerts';
import { InferenceAlerts } from './inference-alerts';
import { LogAlerts } from './log-alerts';
import { QueueAlerts } from './queue-alerts';
import { WorkloadAlerts } from './workload-alerts';

/** Resource ids that the alerts of a platform reference. */
interface AlertReferences {
  readonly clusterId: string;
  /** Undefined without managed Prometheus, and then without alerts on its series. */
  readonly monitorWorkspaceId: string | undefined;
  readonly logAnalyticsWorkspaceId: string;
  readonly serviceBusId: string | undefined;
}

/** Adds the alerts of a platform. */
export function addAlerts(
  scope: Construct,
  platform: ResolvedPlatform,
  place: Place,
  references: AlertReferences,
): void {
  const { cluster, gitOps, serviceBus } = platform;
  const targets: AlertTargets = {
    actionGroupIds: [...mails(scope, platform, place), ...cluster.alertActionGroupIds],
    settings: cluster.alerts,
    runbook: { ...gitOps, path: `${gitOps.environmentPath}/${runbookFile}` },
  };
  const { monitorWorkspaceId, clusterId, serviceBusId, logAnalyticsWorkspaceId } = references;
  if (monitorWorkspaceId !== undefined)
    addPrometheusAlerts(scope, platform, {
      ...place,
      ...targets,
      monitorWorkspaceId,
      clusterId,
      clusterName: cluster.name,
    });
  if (serviceBus !== undefined && serviceBusId !== undefined) {
    const { resourceGroupName, tags } = place;
    new QueueAlerts(scope, 'queue-alerts', {
      ...targets,
      resourceGroupName,
      tags,
      serviceBusId,
      serviceBusName: serviceBus.name,
      entities: watchedQueues(platform),
    });
  }
  if (cluster.containerInsights) {
    new LogAlerts(scope, 'log-alerts', {
      ...place,
      ...targets,
      logAnalyticsWorkspaceId,
      clusterName: cluster.name,
      namespace: platform.namespace,
      scalers: silentScalers(platform),
      signInNamespaces: signInNamespaces(platform),
      deployCommand: deployCommand(stacksOf(platform)),
    });
  }
}

function addPrometheusAlerts(scope: Construct, platform: ResolvedPlatform, place: AlertGroupPlace): void {
  const servers = watchedServers(platform);
  const workloads = watchedWorkloads(platform);
  const pools = watchedGpuPools(platform);
  if (servers.length > 0) new InferenceAlerts(scope, 'inference-alerts', { ...place, servers });
  if (workloads.length > 0) new WorkloadAlerts(scope, 'workload-alerts', { ...place, workloads });
  if (pools.length > 0) new GpuPoolAlerts(scope, 'gpu-pool-alerts', { ...place, pools });
}

/**
 * Adds one action group for all alerts. Its name and construct path are a contract: Terraform would create a new group and delete this
 * one.
 */
function mails(
  scope: Construct,
  { cluster }: ResolvedPlatform,
  { resourceGroupName, tags }: Place,
): readonly string[] {
  if (cluster.alertEmails.length === 0) return [];
  const address = new Construct(new NameScope(scope, 'alert-mails'), 'inference-alerts');
  const { actionGroupId } = new AlertMails(address, 'mails', {
    name: `inference-alerts-${cluster.name}`,
    resourceGroupName,
    emails: cluster.alertEmails,
    tags,
  });
  return [actionGroupId];
}
