import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels } from '../pods/object-metadata';

/** Nobody calls the pods of a workload: one that only fetches its work has no open port for anyone. */
export class NoIngressPolicy extends Construct {
  constructor(scope: Construct, id: string, identity: ObjectIdentity) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: objectMetadata(identity, syncWaves.prerequisite),
      spec: {
        podSelector: { matchLabels: selectorLabels(identity.workload ?? identity.name) },
        // No rules, by leaving them out: an empty list is dropped by the API server, which then counts a new generation at every
        // server-side apply (seen on 1.35.4, 2026-11).
        policyTypes: ['Ingress'],
      },
    });
  }
}
