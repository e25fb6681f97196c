import type { LiteLlmModel } from '../../engine/gateway/litellm-models';
import { applicationGatewayName, gatewayForContainersName } from '../../engine/ingress/gateway-names';
import { ingressWorkload } from '../../platform/gitops/platform-workloads';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { workloadsOf } from '../../platform/workloads/workload-kinds';
import type { TopologyCall, TopologyIngress, TopologyModelRoute, TopologyRoute } from './topology-model';

export function readIngress({ ingress, cluster }: ResolvedPlatform): TopologyIngress | undefined {
  switch (ingress?.type) {
    case undefined:
      return undefined;
    case 'application-gateway':
      return { name: applicationGatewayName(cluster.name), kind: 'Application Gateway' };
    case 'application-gateway-for-containers':
      return { name: gatewayForContainersName(cluster.name), kind: 'Application Gateway for Containers' };
    case 'internal-load-balancer':
      return { name: ingressWorkload, kind: 'Envoy behind an internal load balancer' };
  }
}

export function readRoutes({ ingress }: ResolvedPlatform): readonly TopologyRoute[] {
  return (ingress?.hosts ?? []).flatMap(({ host, routes }) =>
    routes.map(({ path, to }) => ({ host, path, to })),
  );
}

/** Routes from the gateway: one per server or provider, with its model names. */
export function readModelRoutes(platform: ResolvedPlatform): readonly TopologyModelRoute[] {
  const [gateway] = workloadsOf(platform, 'litellm-gateway', 'inference-gateway');
  if (gateway === undefined) return [];
  if (gateway.kind === 'inference-gateway')
    return gateway.servers.map(({ name, modelNames }) => ({
      gateway: gateway.name,
      to: name,
      isExternal: false,
      models: modelNames,
    }));
  const servers = new Set(workloadsOf(platform, 'inference-server', 'triton-server').map(({ name }) => name));
  const byTarget = new Map<string, { isExternal: boolean; models: string[] }>();
  for (const model of gateway.models) {
    const server = serverOf(model);
    const isExternal = server === undefined || !servers.has(server);
    const to = isExternal ? outside(model) : server;
    const route = byTarget.get(to) ?? { isExternal, models: [] };
    if (!route.models.includes(model.modelName)) route.models.push(model.modelName);
    byTarget.set(to, route);
  }
  return [...byTarget].map(([to, route]) => ({ gateway: gateway.name, to, ...route }));
}

/** First label of the address: a Service has the name of its server. */
function serverOf({ apiBase }: LiteLlmModel): string | undefined {
  return apiBase === undefined ? undefined : firstLabel(apiBase);
}

function outside(model: LiteLlmModel): string {
  switch (model.type) {
    case 'azure-openai':
      return `Azure OpenAI ${firstLabel(model.apiBase)}`;
    case 'provider':
      return model.model.split('/')[0]!;
    default:
      return firstLabel(model.apiBase);
  }
}

function firstLabel(url: string): string {
  return /^https?:\/\/([^./:]+)/.exec(url)?.[1] ?? url;
}

/** Workloads with the address of the gateway or of a model server in `OPENAI_BASE_URL`. */
export function readCalls(platform: ResolvedPlatform): readonly TopologyCall[] {
  const servers = workloadsOf(
    platform,
    'inference-server',
    'triton-server',
    'litellm-gateway',
    'inference-gateway',
  );
  const names = new Set(servers.map(({ name }) => name));
  return workloadsOf(platform, 'http-app', 'agent-app', 'queue-worker', 'cron-job').flatMap(
    ({ name, environment }) => {
      const url = environment['OPENAI_BASE_URL'];
      const to = url === undefined ? undefined : firstLabel(url);
      return to !== undefined && names.has(to) ? [{ from: name, to }] : [];
    },
  );
}
