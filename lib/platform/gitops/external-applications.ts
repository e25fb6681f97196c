import { albController } from '../../engine/charts/alb-controller';
import { gatewayApiDefinitions } from '../../engine/charts/gateway-definitions';
import { gpuOperator } from '../../engine/charts/gpu-operator';
import type { KnownApplication } from '../../engine/charts/known-application';
import { tolerationsOfAll } from '../../engine/scheduling/placement';
import type { ClientId } from '../../values/ids';
import { controllerPlacement } from '../cluster/controller-placement';
import { albControllerIdentityName } from '../identities/identity-names';
import { clientIdOutput } from '../outputs/client-id-output';
import type { ResolvedPlatform } from '../resolved-platform';
import { kindOf } from '../workloads/workload-kinds';

/**
 * Helm charts and CustomResourceDefinitions of other projects: those that the platform needs, and
 * those of the definition. Their controllers run on a CPU pool, because the system pool is for AKS
 * itself.
 *
 * @param clientIds client ids by the name of their stack output.
 */
export function externalApplications(
  platform: ResolvedPlatform,
  clientIds: ReadonlyMap<string, ClientId>,
): readonly KnownApplication[] {
  const { cluster, nodePools, ingress, azure } = platform;
  const gpuPools = nodePools.filter((pool) => pool.vmSize.gpu !== undefined);
  const placement = controllerPlacement(nodePools);
  const applications: KnownApplication[] = [];
  if (cluster.gpuStack === 'gpu-operator' && gpuPools.length > 0)
    applications.push(gpuOperator({ gpuTolerations: tolerationsOfAll(gpuPools), placement }));
  if (ingress?.type === 'application-gateway-for-containers') {
    const clientId = clientIds.get(clientIdOutput(albControllerIdentityName(cluster.name)))!;
    // The chart of the ALB controller leaves the definitions out, so that an inference gateway can
    // share them.
    applications.push(albController({ clientId, placement, cloud: azure.cloud }), gatewayApiDefinitions);
  }
  for (const workload of platform.workloads)
    applications.push(...kindOf(workload).charts(workload, placement));
  return [...new Map(applications.map((application) => [application.name, application])).values()];
}
