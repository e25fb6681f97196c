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
  /** Where the controller runs: one pool, since the chart knows no affinity. Default: any node without taints. */
  readonly placement?: Placement;
  /** Default: `AzurePublicCloud`. */
  readonly cloud?: AzureCloud;
  /** Support of InferencePools behind the gateway. Default: off. */
  readonly aiGateway?: boolean;
}

const namespace = 'azure-alb-system';

/** The ServiceAccount that the chart makes: what the identity's federated credential names. */
export const albControllerServiceAccount: ServiceAccountRef = { namespace, name: 'alb-controller-sa' };

const environments: Readonly<Record<AzureCloud, string>> = {
  AzurePublicCloud: 'AzureCloud',
  AzureUSGovernmentCloud: 'AzureUSGovernment',
  AzureChinaCloud: 'AzureChinaCloud',
};

/**
 * The ALB controller: turns Gateways and HTTPRoutes into an Application Gateway for Containers. The definitions of Gateway API come from
 * an application of their own (`gatewayApiDefinitions`). Its own kinds (`alb.networking.azure.io`) the controller installs by itself.
 *
 * @throws {DefinitionError} for a placement on an ordered list of pools.
 * Sources (2026-11): learn.microsoft.com/azure/application-gateway/for-containers/{alb-controller-release-notes,
 * alb-controller-helm-chart}.
 */
export function albController(input: AlbControllerInput): KnownApplication {
  if (input.placement?.orderedPools !== undefined) {
    const problems = ProblemList.create();
    problems.add(
      'placement',
      'the chart of the ALB controller takes no list of pools',
      'Place it on one pool.',
    );
    problems.throwIfAny('the ALB controller');
  }
  const aiGateway = input.aiGateway ?? false;
  const values: ChartValues = {
    albController: {
      // The release's own: for another one the chart would make a Namespace, which is a manifest of ours.
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
