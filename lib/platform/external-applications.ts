import { agentgateway, agentgatewayClassName, agentgatewayDefinitions } from '../engine/charts/agentgateway';
import { albController } from '../engine/charts/alb-controller';
import { gatewayApiDefinitions, inferenceExtensionDefinitions } from '../engine/charts/gateway-definitions';
import { gpuOperator } from '../engine/charts/gpu-operator';
import type { KnownApplication } from '../engine/charts/known-application';
import { leaderWorkerSet } from '../engine/charts/leader-worker-set';
import { langfuse } from '../engine/langfuse/langfuse';
import { placementOn, tolerationsOfAll } from '../engine/scheduling/placement';
import type { ClientId } from '../values/ids';
import { outputNames } from './outputs/output-names';
import type { ResolvedPlatform } from './resolved-platform';

/** The identity of the ALB controller. */
export const albControllerIdentityName = (clusterName: string) => `${clusterName}-alb`;

/**
 * Charts and definitions of others that the platform needs for what it has, and those of the user. The controllers run where
 * applications do: the nodes of the system pool are for AKS's own.
 *
 * @param clientIds client ids by the name of their stack output.
 */
export function externalApplications(
  platform: ResolvedPlatform,
  clientIds: ReadonlyMap<string, ClientId>,
): readonly KnownApplication[] {
  const { cluster, nodePools, gateway, ingress, inferenceServers, azure } = platform;
  const gpuPools = nodePools.filter((pool) => pool.vmSize.gpu !== undefined);
  const controllerPool = nodePools.find(
    (pool) => pool.role === 'cpu' && !pool.spot && pool.taints.length === 0,
  )!;
  const placement = placementOn(controllerPool, nodePools);
  const applications: KnownApplication[] = [];
  if (cluster.gpuStack === 'gpu-operator' && gpuPools.length > 0)
    applications.push(gpuOperator({ gpuTolerations: tolerationsOfAll(gpuPools), placement }));
  if (inferenceServers.some((server) => server.nodes > 1)) applications.push(leaderWorkerSet({ placement }));
  const usesAlb = ingress?.type === 'application-gateway-for-containers';
  if (usesAlb) {
    const clientId = clientIds.get(outputNames.clientId(albControllerIdentityName(cluster.name)))!;
    applications.push(albController({ clientId, placement, cloud: azure.cloud }));
  }
  // Once, whoever of the two makes Gateways of them: the ALB controller's chart is told to leave them out.
  if (usesAlb || gateway?.type === 'inference-gateway') applications.push(gatewayApiDefinitions);
  if (gateway?.type === 'inference-gateway') {
    applications.push(inferenceExtensionDefinitions);
    if (gateway.gatewayClassName === agentgatewayClassName)
      applications.push(agentgatewayDefinitions, agentgateway({ placement }));
  }
  if (platform.langfuse !== undefined) applications.push(langfuse(platform.langfuse.input));
  return [...applications, ...platform.helmCharts];
}
