import type { DocumentSource } from '../documents/environment-document';
import { readIdentities } from './read-identities';
import { readNotDrawn } from './read-not-drawn';
import { readPools } from './read-pools';
import { readQueues } from './read-queues';
import { readCalls, readIngress, readModelRoutes, readRoutes } from './read-traffic';
import { readWorkloads } from './read-workloads';
import type { TopologyModel } from './topology-model';

/** Topology of an environment. */
export function readTopology({ platform, objects, applications }: DocumentSource): TopologyModel {
  const workloads = readWorkloads(platform, objects);
  return {
    cluster: platform.cluster.name,
    environment: platform.environment,
    location: platform.azure.location,
    pools: readPools(platform),
    workloads,
    notDrawn: readNotDrawn(workloads, objects),
    destination: platform.gitOps.destination,
    repository: platform.gitOps.repository,
    ingress: readIngress(platform),
    routes: readRoutes(platform),
    modelRoutes: readModelRoutes(platform),
    calls: readCalls(platform),
    queues: readQueues(platform, workloads),
    identities: readIdentities(platform),
    applications,
  };
}
