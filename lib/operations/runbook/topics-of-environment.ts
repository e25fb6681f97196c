import { DeploymentPicture } from '../../check/deployment-picture';
import { scalersOf } from '../../check/views/scaled-objects';
import { type RunbookTopic, runbookTopics } from '../../facts/runbook-topics';
import type { DocumentSource } from '../documents/environment-document';
import { gpuPoolsOf } from '../inventory/read-pools';
import { readSecretDeliveries } from './read-secret-deliveries';

/** Topics that apply to an environment, in the order of the runbook. */
export function topicsOfEnvironment({ inventory, objects }: DocumentSource): readonly RunbookTopic[] {
  const picture = new DeploymentPicture([], objects, []);
  const hasModelServers = inventory.workloads.some(({ modelServer }) => modelServer !== undefined);
  const hasGpus = gpuPoolsOf(inventory.pools).length > 0;
  const hasQueues = inventory.queues.length > 0;
  const applies: Readonly<Record<RunbookTopic, boolean>> = {
    podsRestart: true,
    podsPending: true,
    modelDoesNotLoad: hasModelServers,
    modelServerHangs: hasModelServers,
    requestsQueueUp: hasModelServers,
    hostDoesNotRespond: inventory.ingress !== undefined,
    gpuNodeUnhealthy: hasGpus,
    gpuPoolAtMaximum: hasGpus,
    queueBacklogGrows: hasQueues,
    deadLetters: hasQueues,
    scalerCannotReadMetric: scalersOf(picture).length > 0,
    scaledSecretMissing: inventory.platformPods.some(({ use }) => use === 'secrets'),
    federatedTokenRejected: inventory.identities.some(({ credentials }) => credentials.length > 0),
    certificateRotation: inventory.ingress !== undefined,
    secretRotation: readSecretDeliveries(picture).some(({ isCertificate }) => !isCertificate),
    syncFails: true,
    terraformReplacesProtected: true,
  };
  return (Object.keys(runbookTopics) as RunbookTopic[]).filter((topic) => applies[topic]);
}
