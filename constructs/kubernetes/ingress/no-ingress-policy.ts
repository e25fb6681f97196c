import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from '../pods/object-metadata';

/** A NetworkPolicy that denies all ingress, for workloads that only fetch their work. */
export class NoIngressPolicy extends Construct {
  constructor(scope: Construct, id: string, identity: ObjectIdentity) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: objectMetadata(identity, syncWaves.prerequisite),
      spec: {
        podSelector: { matchLabels: selectorLabels(identity.workload ?? identity.name) },
        // Without `ingress` instead of an empty list: the API server drops an empty list and counts
        // a new generation at every server-side apply (seen on 1.35.4, 2026-11).
        policyTypes: ['Ingress'],
      },
    });
  }
}
