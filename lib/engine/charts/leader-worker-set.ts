import { charts } from '../../facts/versions';
import type { Placement } from '../scheduling/placement';
import { chartOf } from './application-source';
import { chartPlacementValues, mergeChartValues } from './chart-placement';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

/** Input of the LeaderWorkerSet controller. */
export interface LeaderWorkerSetInput {
  /** Nodes for the controller. @default any node without taints */
  readonly placement?: Placement;
}

/**
 * The controller of LeaderWorkerSet: groups of pods that start, fail and scale together, for models
 * on several nodes. It creates the certificate of its webhook, so it does not need cert-manager.
 *
 * @see lws.sigs.k8s.io/docs/installation; kubernetes-sigs/lws `charts/lws` (rendered with Helm
 * 3.20), `hack/push-chart.sh` (2026-11)
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
          // The chart in Git has the tag `main`; only the released chart has a fixed tag.
          image: {
            manager: {
              repository: 'registry.k8s.io/lws/lws',
              tag: `v${charts.leaderWorkerSet.version}`,
              pullPolicy: 'IfNotPresent',
            },
          },
          // One leader and one standby: without a controller no group is recreated.
          replicaCount: 2,
          // The chart requests 1 CPU and 1 GiB, but the controller is idle most of the time.
          resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
          podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        },
        chartPlacementValues(placement),
      ),
    },
    clusterKinds: [clusterKinds.definitions, ...clusterKinds.clusterRoles, ...clusterKinds.webhooks],
    namespaced: true,
    syncWave: externalSyncWaves.controllers,
    // Deleting the definition deletes every LeaderWorkerSet.
    onDelete: 'orphan',
  };
}
