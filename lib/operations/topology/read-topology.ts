import type { DocumentSource } from '../documents/environment-document';
import { readApplications } from './read-applications';
import { readIdentities } from './read-identities';
import { readNotDrawn } from './read-not-drawn';
import { readPools } from './read-pools';
import { readQueues } from './read-queues';
import { readCalls, readIngress, readModelRoutes, readRoutes } from './read-traffic';
import { readWorkloads } from './read-workloads';
import type { TopologyModel } from './topology-model';

/** What is to be shown of an environment. */
export function readTopology({ platform, objects }: DocumentSource): TopologyModel {
  const workloads = readWorkloads(platform, objects);
  return {
    cluster: platform.cluster.name,
    environment: platform.environment,
    location: platform.azure.location,
    pools: readPools(platform),
    workloads,
    notDrawn: readNotDrawn(workloads, objects),
    hasArgoCd: platform.gitOps.destination === undefined,
    ingress: readIngress(platform),
    routes: readRoutes(platform),
    modelRoutes: readModelRoutes(platform),
    calls: readCalls(platform),
    queues: readQueues(platform, workloads),
    identities: readIdentities(platform),
    applications: readApplications(platform, objects),
  };
}
