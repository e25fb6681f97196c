import { Construct } from 'constructs';
import { runbookFile } from '../../../lib/facts/runbook-topics';
import { watchedGpuPools } from '../../../lib/operations/alerts/watched-gpu-pools';
import { silentScalers, watchedQueues } from '../../../lib/operations/alerts/watched-queues';
import { watchedServers } from '../../../lib/operations/alerts/watched-servers';
import { watchedWorkloads } from '../../../lib/operations/alerts/watched-workloads';
import type { Inventory } from '../../../lib/operations/inventory/inventory';
import type { Place } from '../stack/place';
import { NameScope } from '../stack/readable-logical-ids';
import type { AlertGroupPlace, AlertTargets } from './alert-group';
import { AlertMails } from './alert-mails';
import { GpuPoolAlerts } from './gpu-pool-alerts';
import { InferenceAlerts } from './inference-alerts';
import { LogAlerts } from './log-alerts';
import { QueueAlerts } from './queue-alerts';
import { WorkloadAlerts } from './workload-alerts';

/** Resource ids that the alerts of an environment reference. */
interface AlertReferences {
  readonly clusterId: string;
  /** Undefined without managed Prometheus, and then without alerts on its series. */
  readonly monitorWorkspaceId: string | undefined;
  readonly logAnalyticsWorkspaceId: string;
  readonly serviceBusId: string | undefined;
}

/** Adds the alerts of an environment. */
export function addAlerts(
  scope: Construct,
  inventory: Inventory,
  place: Place,
  references: AlertReferences,
): void {
  const { cluster, gitOps, serviceBus } = inventory;
  const targets: AlertTargets = {
    actionGroupIds: [...mails(scope, inventory, place), ...cluster.alertActionGroupIds],
    settings: cluster.alerts,
    runbook: { ...gitOps, path: `${gitOps.environmentPath}/${runbookFile}` },
  };
  const { monitorWorkspaceId, clusterId, serviceBusId, logAnalyticsWorkspaceId } = references;
  if (monitorWorkspaceId !== undefined)
    addPrometheusAlerts(scope, inventory, {
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
      entities: watchedQueues(inventory),
    });
  }
  if (cluster.containerInsights) {
    new LogAlerts(scope, 'log-alerts', {
      ...place,
      ...targets,
      logAnalyticsWorkspaceId,
      clusterName: cluster.name,
      namespace: inventory.namespace,
      scalers: silentScalers(inventory),
      signInNamespaces: inventory.signInNamespaces,
      deployCommand: inventory.deployCommand,
    });
  }
}

function addPrometheusAlerts(scope: Construct, inventory: Inventory, place: AlertGroupPlace): void {
  const servers = watchedServers(inventory);
  const workloads = watchedWorkloads(inventory);
  const pools = watchedGpuPools(inventory);
  if (servers.length > 0) new InferenceAlerts(scope, 'inference-alerts', { ...place, servers });
  if (workloads.length > 0) new WorkloadAlerts(scope, 'workload-alerts', { ...place, workloads });
  if (pools.length > 0) new GpuPoolAlerts(scope, 'gpu-pool-alerts', { ...place, pools });
}

/**
 * Adds one action group for all alerts. Its name and construct path are a contract: Terraform would
 * create a new group and delete this one.
 */
function mails(
  scope: Construct,
  { cluster }: Inventory,
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
