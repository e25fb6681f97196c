import { DeploymentPicture } from '../../check/deployment-picture';
import { scalersOf } from '../../check/views/scaled-objects';
import { type RunbookTopic, runbookTopics } from '../../facts/runbook-topics';
import { workloadsOf } from '../../platform/workloads/workload-kinds';
import type { DocumentSource } from '../documents/environment-document';
import { readSecretDeliveries } from './read-secret-deliveries';

/** Topics that apply to an environment, in the order of the runbook. */
export function topicsOfEnvironment({ platform, objects }: DocumentSource): readonly RunbookTopic[] {
  const picture = new DeploymentPicture([], objects, []);
  const { serviceBus, nodePools } = platform;
  const hasModelServers = workloadsOf(platform, 'inference-server', 'triton-server').length > 0;
  const hasGpus = nodePools.some(({ vmSize }) => vmSize.gpu !== undefined);
  const hasQueues =
    serviceBus !== undefined &&
    serviceBus.queues.length + serviceBus.topics.flatMap(({ subscriptions }) => subscriptions).length > 0;
  const applies: Readonly<Record<RunbookTopic, boolean>> = {
    podsRestart: true,
    podsPending: true,
    modelDoesNotLoad: hasModelServers,
    modelServerHangs: hasModelServers,
    requestsQueueUp: hasModelServers,
    hostDoesNotRespond: platform.ingress !== undefined,
    gpuNodeUnhealthy: hasGpus,
    gpuPoolAtMaximum: hasGpus,
    queueBacklogGrows: hasQueues,
    deadLetters: hasQueues,
    scalerCannotReadMetric: scalersOf(picture).length > 0,
    federatedTokenRejected: platform.identities.some(
      ({ federatedCredentials }) => federatedCredentials.length > 0,
    ),
    certificateRotation: platform.ingress !== undefined,
    secretRotation: readSecretDeliveries(picture).some(({ isCertificate }) => !isCertificate),
    syncFails: true,
  };
  return (Object.keys(runbookTopics) as RunbookTopic[]).filter((topic) => applies[topic]);
}
