import { charts } from '../../facts/versions';
import type { Placement } from '../scheduling/placement';
import { chartOf } from './application-source';
import { chartPlacementValues, mergeChartValues } from './chart-placement';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

const namespace = 'agentgateway-system';

/** The GatewayClass that its controller makes. */
export const agentgatewayClassName = 'agentgateway';

/** The definitions of its own kinds. */
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

/** The controller. It makes the pods of each Gateway in the Gateway's own namespace. */
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
