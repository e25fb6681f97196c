import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from './object-metadata';

/**
 * A PodDisruptionBudget that allows the eviction of one pod at a time during node drains.
 *
 * It uses `maxUnavailable: 1` instead of `minAvailable`: with a single replica, `minAvailable`
 * blocks every drain, and the upgrade of the node pool fails after its timeout. The eviction of
 * unhealthy pods is always allowed.
 *
 * @see learn.microsoft.com/azure/aks/upgrade-aks-cluster (2026-11)
 */
export class PodDisruptionBudget extends Construct {
  constructor(scope: Construct, id: string, identity: ObjectIdentity) {
    super(scope, id);
    new k8s.KubePodDisruptionBudget(this, 'pod-disruption-budget', {
      metadata: objectMetadata(identity, syncWaves.workload),
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        selector: { matchLabels: selectorLabels(identity.workload ?? identity.name) },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }
}
