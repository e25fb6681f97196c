import { kvCacheMetric } from '../../engine/inference/vllm-metrics';
import { defaultWaitingRequests } from '../../engine/scaling/triggers/vllm';
import type { WatchedServer } from '../alerts/inference-alerts';

/** A server as its dashboard sees it. */
export interface DashboardServer extends WatchedServer {
  readonly maxReplicas: number;
}

/** What a choice of a server stands for: series know the model, which several servers may serve. */
export interface ServedModel {
  readonly servedModelName: string;
  /** Names of its servers, as a regular expression. */
  readonly servers: string;
  readonly waitingPerReplica: number;
  /** Of all of its servers. */
  readonly maxReplicas: number;
}

/** The models, in the order of their first servers. */
export function servedModels(servers: readonly DashboardServer[]): readonly ServedModel[] {
  return [...new Set(servers.map(({ servedModelName }) => servedModelName))].map((servedModelName) => {
    const own = servers.filter((server) => server.servedModelName === servedModelName);
    return {
      servedModelName,
      servers: own.map(({ name }) => name).join('|'),
      waitingPerReplica: Math.min(
        ...own.map(({ waitingPerReplica = defaultWaitingRequests }) => waitingPerReplica),
      ),
      maxReplicas: own.reduce((sum, { maxReplicas }) => sum + maxReplicas, 0),
    };
  });
}

/** Matchers of what is chosen above the panels. */
export const inNamespace = 'namespace="$namespace"';
export const ofServer = `${inNamespace},model_name="$server"`;

export const rate = (series: string) => `rate(${series}[$__rate_interval])`;

/** The metrics of an old engine have another name for its cache. */
export const cacheMetrics = (servers: readonly DashboardServer[]) => [
  ...new Set(servers.map(({ engineVersion }) => kvCacheMetric(engineVersion))),
];
