import { charts } from '../../facts/versions';
import type { Placement } from '../scheduling/placement';
import { chartOf } from './application-source';
import { chartPlacementValues, mergeChartValues } from './chart-placement';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

const namespace = 'agentgateway-system';

/** GatewayClass that the agentgateway controller creates. */
export const agentgatewayClassName = 'agentgateway';

/** Custom resource definitions of agentgateway. */
export const agentgatewayDefinitions: KnownApplication = {
  name: 'agentgateway-crds',
  namespace,
  podSecurity: 'restricted',
  source: chartOf(charts.agentgatewayDefinitions),
  clusterKinds: [clusterKinds.definitions],
  namespaced: false,
  syncWave: externalSyncWaves.definitions,
  onDelete: 'orphan',
};

/**
 * The agentgateway controller, an implementation of Gateway API with support for InferencePool. It
 * creates the pods of each Gateway in the Gateway's namespace.
 */
export function agentgateway({ placement }: { readonly placement?: Placement } = {}): KnownApplication {
  return {
    name: 'agentgateway',
    namespace,
    podSecurity: 'restricted',
    source: {
      ...chartOf(charts.agentgateway),
      values: mergeChartValues({ inferenceExtension: { enabled: true } }, chartPlacementValues(placement)),
    },
    clusterKinds: [...clusterKinds.clusterRoles],
    namespaced: true,
    syncWave: externalSyncWaves.controllers,
    onDelete: 'cascade',
  };
}
