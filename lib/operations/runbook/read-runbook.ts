import { DeploymentPicture } from '../../check/deployment-picture';
import { podsOf, portOf } from '../../check/views/pods';
import { scalersOf } from '../../check/views/scaled-objects';
import { isChartSource } from '../../engine/charts/application-source';
import { argoApplicationName } from '../../engine/gitops/argo-destination';
import { ingressWorkload } from '../../platform/gitops/platform-workloads';
import { listAt, textAt } from '../../values/json';
import type { DocumentSource } from '../documents/environment-document';
import { type Dashboards, dashboardPath } from '../grafana/dashboards';
import type { Inventory } from '../inventory/inventory';
import { gpuPoolsOf } from '../inventory/read-pools';
import { queueUsers } from '../inventory/read-queues';
import { type MeasuredWorkload, readWorkloads } from '../topology/read-workloads';
import { readRunbookWorkloads } from './read-runbook-workloads';
import { readSecretDeliveries } from './read-secret-deliveries';
import type { Runbook, RunbookDashboard, RunbookModelServer, RunbookQueue } from './runbook';
import type { RunbookWorkload } from './runbook-workload';
import { topicsOfEnvironment } from './topics-of-environment';

/**
 * Data of a runbook: from the objects, which an extension may have changed, and from the inventory
 * for what only Azure has.
 */
export function readRunbook(source: DocumentSource): Runbook {
  const { inventory, objects, applications } = source;
  const { environment, gitOps } = inventory;
  const picture = new DeploymentPicture([], objects, []);
  const known = readWorkloads(inventory, objects);
  const workloads = readRunbookWorkloads(source, picture, known);
  const charts = applications.filter(({ sources }) => sources.some(isChartSource));
  return {
    inventory,
    topics: topicsOfEnvironment(source),
    workloads,
    modelServers: readModelServers(inventory, picture, workloads),
    gpuPools: gpuPoolsOf(inventory.pools),
    scalers: scalersOf(picture),
    queues: readRunbookQueues(inventory, known),
    deliveries: readSecretDeliveries(picture),
    applications,
    charts,
    ingressApplication: argoApplicationName(environment, gitOps.destination, ingressWorkload),
    dashboards: readDashboards(source.dashboards, inventory),
    applicationSet: gitOps.type === 'application-set' ? environment : undefined,
    namespaces: [
      ...new Set([inventory.namespace, ...[...workloads, ...charts].map(({ namespace }) => namespace)]),
    ],
  };
}

function readDashboards(dashboards: Dashboards, { cluster }: Inventory): readonly RunbookDashboard[] {
  if (!cluster.managedPrometheus) return [];
  return dashboards.list.map(({ name, dashboard: { title, uid } }) => ({
    name,
    path: dashboardPath(dashboards, name),
    title,
    uid,
  }));
}

function readModelServers(
  { workloads: defined }: Inventory,
  picture: DeploymentPicture,
  workloads: readonly RunbookWorkload[],
): readonly RunbookModelServer[] {
  const podOf = ({ file }: RunbookWorkload) => podsOf(picture).find(({ owner }) => owner.file === file);
  return defined.flatMap(({ name, namespace, modelServer }): readonly RunbookModelServer[] => {
    // Undefined if an extension removed the server or changed its kind.
    const workload = workloads.find((each) => each.name === name && each.namespace === namespace);
    if (modelServer === undefined || workload === undefined) return [];
    const { port, vllm: _, ...server } = modelServer;
    const pod = podOf(workload);
    const cache = listAt(pod?.spec, 'volumes').find((volume) => textAt(volume, 'name') === 'cache');
    const main = pod?.containers.find((container) => container.name === workload.container.name);
    return [
      {
        ...server,
        name,
        workload,
        cacheLimit: textAt(cache, 'emptyDir.sizeLimit'),
        metricsPort: (main && portOf(main, 'metrics')) ?? port,
      },
    ];
  });
}

function readRunbookQueues(
  { queues, identities }: Inventory,
  known: readonly MeasuredWorkload[],
): readonly RunbookQueue[] {
  return queues.map((queue) => {
    const { senders, readers } = queueUsers(queue, identities, known);
    return { ...queue, senders, readers: readers.map(({ workload }) => workload) };
  });
}
