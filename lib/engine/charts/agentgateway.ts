import type { Placement } from '../scheduling/placement';
import { chartPlacementValues, mergeChartValues } from './chart-placement';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

/**
 * An implementation of Gateway API that knows InferencePool. The newest version whose charts were seen listed (2026-11).
 * Source: agentgateway.dev/docs/kubernetes, cr.agentgateway.dev/charts.
 */
const version = 'v1.3.1';
const repository = 'oci://cr.agentgateway.dev/charts';
const namespace = 'agentgateway-system';

/** The GatewayClass that its controller makes. */
export const agentgatewayClassName = 'agentgateway';

/** The definitions of its own kinds. */
export const agentgatewayDefinitions: KnownApplication = {
  name: 'agentgateway-crds',
  namespace,
  podSecurity: 'restricted',
  source: { repository, chart: 'agentgateway-crds', version },
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
      repository,
      chart: 'agentgateway',
      version,
      values: mergeChartValues({ inferenceExtension: { enabled: true } }, chartPlacementValues(placement)),
    },
    clusterKinds: [...clusterKinds.clusterRoles],
    namespaced: true,
    syncWave: externalSyncWaves.controllers,
    onDelete: 'cascade',
  };
}
