import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from './object-metadata';

/**
 * Lets one pod of a workload go at a time when nodes are drained.
 *
 * `maxUnavailable: 1` and not `minAvailable`: with a single replica the latter refuses every drain, and an upgrade of
 * the node pool fails after its timeout (learn.microsoft.com/azure/aks/upgrade-aks-cluster, 2026-11). Pods that are not
 * healthy may always go.
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
