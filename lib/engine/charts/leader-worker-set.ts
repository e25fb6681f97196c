import { charts } from '../../facts/versions';
import type { Placement } from '../scheduling/placement';
import { chartOf } from './application-source';
import { chartPlacementValues, mergeChartValues } from './chart-placement';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

/** Input of the LeaderWorkerSet controller. */
export interface LeaderWorkerSetInput {
  /** Where the controller runs. Default: any node without taints. */
  readonly placement?: Placement;
}

/**
 * The controller of LeaderWorkerSet: groups of pods that start, fail and scale as one, for models on several nodes. It makes its
 * webhook's certificate itself, so cert-manager is not needed.
 *
 * Sources (2026-11): lws.sigs.k8s.io/docs/installation; kubernetes-sigs/lws `charts/lws` (rendered with Helm 3.20), `hack/push-chart.sh`.
 */
export function leaderWorkerSet({ placement }: LeaderWorkerSetInput = {}): KnownApplication {
  return {
    name: 'lws',
    namespace: 'lws-system',
    podSecurity: 'restricted',
    source: {
      ...chartOf(charts.leaderWorkerSet),
      values: mergeChartValues(
        {
          // The chart in Git has the image `main`; the released one is packed with its own. Said, so that nothing moves either way.
          image: {
            manager: {
              repository: 'registry.k8s.io/lws/lws',
              tag: `v${charts.leaderWorkerSet.version}`,
              pullPolicy: 'IfNotPresent',
            },
          },
          // One leads, one stands by: without a controller no group is made again.
          replicaCount: 2,
          // The chart asks for a core and a gibibyte, for a controller that mostly waits.
          resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
          podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          // Argo CD applies the definitions with every sync.
          crdUpgrade: { enabled: false },
        },
        chartPlacementValues(placement),
      ),
    },
    clusterKinds: [clusterKinds.definitions, ...clusterKinds.clusterRoles, ...clusterKinds.webhooks],
    namespaced: true,
    syncWave: externalSyncWaves.controllers,
    // With the definition goes every LeaderWorkerSet.
    onDelete: 'orphan',
  };
}
