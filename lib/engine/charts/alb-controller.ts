import type { AzureCloud } from '../../facts/azure-cloud';
import { charts } from '../../facts/versions';
import { ProblemList } from '../../problems/problem-list';
import type { ClientId } from '../../values/ids';
import type { ServiceAccountRef } from '../../values/service-account';
import type { Placement } from '../scheduling/placement';
import { chartOf } from './application-source';
import { chartPlacementValues, mergeChartValues } from './chart-placement';
import type { ChartValues } from './chart-values';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

/** Input of the ALB controller. */
export interface AlbControllerInput {
  /** Client id of the identity that configures Application Gateway for Containers. */
  readonly clientId: ClientId;
  /**
   * Nodes for the controller: one pool, because the chart has no value for affinity.
   *
   * @default any node without taints
   */
  readonly placement?: Placement;
  /** @default 'AzurePublicCloud' */
  readonly cloud?: AzureCloud;
  /** Support for InferencePools behind the gateway. @default false */
  readonly aiGateway?: boolean;
}

const namespace = 'azure-alb-system';

/** ServiceAccount that the chart creates. The federated credential of the identity names it. */
export const albControllerServiceAccount: ServiceAccountRef = { namespace, name: 'alb-controller-sa' };

const environments: Readonly<Record<AzureCloud, string>> = {
  AzurePublicCloud: 'AzureCloud',
  AzureUSGovernmentCloud: 'AzureUSGovernment',
  AzureChinaCloud: 'AzureChinaCloud',
};

/**
 * The ALB controller. It configures Application Gateway for Containers from Gateways and
 * HTTPRoutes, and installs its own kinds (`alb.networking.azure.io`). The application
 * `gatewayApiDefinitions` installs the kinds of Gateway API.
 *
 * @throws {DefinitionError} if the placement is an ordered list of pools
 * @see learn.microsoft.com/azure/application-gateway/for-containers/alb-controller-helm-chart
 * (2026-11)
 */
export function albController(input: AlbControllerInput): KnownApplication {
  if (input.placement?.orderedPools !== undefined) {
    const problems = ProblemList.create();
    problems.add(
      'placement',
      'the chart of the ALB controller does not support a list of pools',
      'Use one pool.',
    );
    problems.throwIfAny('the ALB controller');
  }
  const aiGateway = input.aiGateway ?? false;
  const values: ChartValues = {
    albController: {
      // The namespace of the release. For any other namespace the chart creates a Namespace object,
      // which this platform manages.
      namespace,
      podIdentity: { clientID: input.clientId },
      cloudEnvironment: environments[input.cloud ?? 'AzurePublicCloud'],
      installGatewayApiCRDs: false,
      installInferenceExtensionCRDs: false,
      aiGateway,
    },
  };
  return {
    name: 'alb-controller',
    namespace,
    podSecurity: 'baseline',
    source: {
      ...chartOf(charts.albController),
      values: mergeChartValues(values, chartPlacementValues(input.placement, ['albController.controller'])),
    },
    clusterKinds: [
      clusterKinds.definitions,
      ...clusterKinds.clusterRoles,
      { group: 'gateway.networking.k8s.io', kind: 'GatewayClass' },
      { group: 'networking.k8s.io', kind: 'IngressClass' },
    ],
    namespaced: true,
    syncWave: externalSyncWaves.controllers,
    onDelete: 'cascade',
  };
}
