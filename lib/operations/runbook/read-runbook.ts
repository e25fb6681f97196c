import { DeploymentPicture } from '../../check/deployment-picture';
import { podsOf, portOf } from '../../check/views/pods';
import { scalersOf } from '../../check/views/scaled-objects';
import { isChartSource } from '../../engine/charts/application-source';
import { argoApplicationName } from '../../engine/gitops/argo-destination';
import { ingressWorkload } from '../../platform/gitops/platform-workloads';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { ResolvedModelSource } from '../../platform/workloads/model-server';
import { workloadsOf } from '../../platform/workloads/workload-kinds';
import { listAt, textAt } from '../../values/json';
import type { DocumentSource } from '../documents/environment-document';
import { environmentDashboards } from '../grafana/dashboard-documents';
import { readQueues } from '../topology/read-queues';
import { readWorkloads } from '../topology/read-workloads';
import type { TopologyWorkload } from '../topology/topology-model';
import { readRunbookWorkloads } from './read-runbook-workloads';
import { readSecretDeliveries } from './read-secret-deliveries';
import type { Runbook, RunbookModelServer, RunbookQueue, WeightSource } from './runbook';
import type { RunbookWorkload } from './runbook-workload';
import { topicsOfEnvironment } from './topics-of-environment';

/** Data of a runbook: from the objects, which an extension may have changed, and from the resolved platform for what only Azure has. */
export function readRunbook(source: DocumentSource): Runbook {
  const { platform, objects, applications } = source;
  const { environment, gitOps } = platform;
  const picture = new DeploymentPicture([], objects, []);
  const known = readWorkloads(platform, objects);
  const workloads = readRunbookWorkloads(source, picture, known);
  const charts = applications.filter(({ sources }) => sources.some(isChartSource));
  return {
    platform,
    topics: topicsOfEnvironment(source),
    workloads,
    modelServers: readModelServers(platform, picture, workloads),
    gpuPools: platform.nodePools.filter(({ vmSize }) => vmSize.gpu !== undefined),
    scalers: scalersOf(picture),
    queues: readRunbookQueues(platform, known),
    deliveries: readSecretDeliveries(picture),
    applications,
    charts,
    ingressApplication: argoApplicationName(environment, gitOps.destination, ingressWorkload),
    dashboards: environmentDashboards(platform).map(({ name, path, dashboard: { title, uid } }) => ({
      name,
      path,
      title,
      uid,
    })),
    applicationSet: gitOps.type === 'application-set' ? environment : undefined,
    namespaces: [
      ...new Set([platform.namespace, ...[...workloads, ...charts].map(({ namespace }) => namespace)]),
    ],
  };
}

function readModelServers(
  platform: ResolvedPlatform,
  picture: DeploymentPicture,
  workloads: readonly RunbookWorkload[],
): readonly RunbookModelServer[] {
  const podOf = ({ file }: RunbookWorkload) => podsOf(picture).find(({ owner }) => owner.file === file);
  const servers = [
    ...workloadsOf(platform, 'inference-server').map((server) => ({
      ...server,
      engine: 'vLLM' as const,
      tokenSecret: server.secrets.find(({ variable }) => variable === 'HF_TOKEN')?.secret,
    })),
    ...workloadsOf(platform, 'triton-server').map((server) => ({
      ...server,
      engine: 'Triton' as const,
      model: server.models?.join(', ') ?? 'every model of the repository',
      tokenSecret: undefined,
      maxModelLen: undefined,
    })),
  ];
  return servers.flatMap((server): readonly RunbookModelServer[] => {
    const { name, namespace, engine, model, modelSizeGiB, tokenSecret, port, maxModelLen, nodePools } =
      server;
    // Undefined if an extension removed the server or changed its kind.
    const workload = workloads.find((each) => each.name === name && each.namespace === namespace);
    if (workload === undefined) return [];
    const pod = podOf(workload);
    const cache = listAt(pod?.spec, 'volumes').find((volume) => textAt(volume, 'name') === 'cache');
    const main = pod?.containers.find((container) => container.name === workload.container.name);
    return [
      {
        name,
        workload,
        engine,
        model,
        weights: weightSource(server.source),
        modelSizeGiB,
        firstVmSize: nodePools[0]?.vmSize.name,
        tokenSecret,
        cacheLimit: textAt(cache, 'emptyDir.sizeLimit'),
        metricsPort: (main && portOf(main, 'metrics')) ?? port,
        maxModelLen,
      },
    ];
  });
}

function weightSource(source: ResolvedModelSource): WeightSource {
  const { type } = source;
  switch (type) {
    case 'hugging-face':
      return { type, isMounted: false, text: 'Hugging Face' };
    case 'blob':
      return { type, isMounted: true, text: `container ${source.storageAccount}/${source.container}` };
    case 'file-share':
      return { type, isMounted: true, text: `share ${source.storageAccount}/${source.share}` };
    case 'persistent-volume-claim':
      return { type, isMounted: true, text: `claim ${source.claimName}` };
    case 'image':
      return { type, isMounted: false, text: 'the image' };
  }
}

function readRunbookQueues(
  platform: ResolvedPlatform,
  known: readonly TopologyWorkload[],
): readonly RunbookQueue[] {
  const { queues = [], topics = [] } = platform.serviceBus ?? {};
  const users = new Map(readQueues(platform, known).map((queue) => [queue.name, queue]));
  const sources = [
    ...queues.map((queue) => ({ ...queue, topic: undefined, entity: queue.name })),
    ...topics.flatMap((topic) =>
      topic.subscriptions.map((subscription) => ({
        ...subscription,
        name: `${topic.name}/${subscription.name}`,
        topic: topic.name,
        entity: subscription.name,
        timeToLiveDays: topic.timeToLiveDays,
        duplicateDetectionMinutes: topic.duplicateDetectionMinutes,
      })),
    ),
  ];
  return sources.map(
    ({ name, topic, entity, lockSeconds, maxDeliveryCount, timeToLiveDays, duplicateDetectionMinutes }) => ({
      name,
      topic,
      entity,
      lockSeconds,
      maxDeliveryCount,
      timeToLiveDays,
      duplicateDetectionMinutes,
      senders: users.get(name)?.senders ?? [],
      readers: users.get(name)?.readers.map(({ workload }) => workload) ?? [],
    }),
  );
}
