import { kvCacheMetric } from '../../engine/inference/vllm-metrics';
import { defaultWaitingRequests } from '../../engine/scaling/triggers/vllm';
import type { WatchedServer } from '../alerts/inference-alerts';
import { type DashboardEnvironment, uniqueOf } from './dashboard-environment';

/** vLLM servers of an environment. */
export interface VllmEnvironment extends DashboardEnvironment {
  readonly servers: readonly DashboardServer[];
}

/** Server with its maximum replicas. */
export interface DashboardServer extends WatchedServer {
  readonly maxReplicas: number;
}

/** Choice of a server. Series contain the model, which several servers may serve. */
export interface ServedModel {
  readonly servedModelName: string;
  /** Names of its servers, as a regular expression. */
  readonly servers: string;
  readonly limits: readonly {
    readonly environment: DashboardEnvironment;
    readonly waitingPerReplica: number;
    /** Of all its servers in the environment. */
    readonly maxReplicas: number;
  }[];
}

/** Models, in the order of their first servers. */
export function servedModels(environments: readonly VllmEnvironment[]): readonly ServedModel[] {
  const models = uniqueOf(environments, ({ servers }) =>
    servers.map(({ servedModelName }) => servedModelName),
  );
  return models.map((servedModelName) => {
    const serversOf = ({ servers }: VllmEnvironment) =>
      servers.filter((server) => server.servedModelName === servedModelName);
    return {
      servedModelName,
      servers: uniqueOf(environments, (each) => serversOf(each).map(({ name }) => name)).join('|'),
      limits: environments
        .filter((each) => serversOf(each).length > 0)
        .map((environment) => ({
          environment,
          waitingPerReplica: Math.min(
            ...serversOf(environment).map(
              ({ waitingPerReplica = defaultWaitingRequests }) => waitingPerReplica,
            ),
          ),
          maxReplicas: serversOf(environment).reduce((sum, { maxReplicas }) => sum + maxReplicas, 0),
        })),
    };
  });
}

/** Label matchers of the selected environment and server. */
export const inNamespace = 'namespace="$namespace"';
export const ofServer = `${inNamespace},model_name="$server"`;

export const rate = (series: string) => `rate(${series}[$__rate_interval])`;

/** Metrics of the KV cache. Old engines have another name for it. */
export const cacheMetrics = (servers: readonly DashboardServer[]) => [
  ...new Set(servers.map(({ engineVersion }) => kvCacheMetric(engineVersion))),
];
