import type { WatchedServer } from '../inference/inference-alerts';
import type { ResolvedPlatform } from './resolved-platform';

/** The vLLM servers as their alerts see them. */
export function watchedServers({
  inferenceServers,
}: Pick<ResolvedPlatform, 'inferenceServers'>): readonly WatchedServer[] {
  return inferenceServers.map(({ name, namespace, servedModelName, nodes, maxModelLen, probes }) => ({
    name,
    namespace,
    servedModelName,
    kind: nodes > 1 ? 'LeaderWorkerSet' : 'Deployment',
    startupBudgetSeconds: probes.startup.periodSeconds * probes.startup.failureThreshold,
    ...(maxModelLen === undefined ? {} : { maxModelLen }),
  }));
}
