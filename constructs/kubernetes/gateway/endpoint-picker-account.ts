import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata } from '../pods/object-metadata';

/** Input of an EndpointPickerAccount. */
export interface EndpointPickerAccountProps extends ObjectIdentity {
  /** Namespace of the pool and of its pods. */
  readonly namespace: string;
}

/**
 * The ServiceAccount of an endpoint picker and its Role: it reads the pods and the InferencePool of
 * its namespace, and the kinds of llm-d and of earlier versions if the cluster has them.
 *
 * @see llm-d/llm-d-router `config/charts/llm-d-router-standalone/templates/rbac.yaml` (2026-11)
 */
export class EndpointPickerAccount extends Construct {
  constructor(scope: Construct, id: string, props: EndpointPickerAccountProps) {
    super(scope, id);
    const metadata = objectMetadata(props, syncWaves.prerequisite);
    const verbs = ['get', 'list', 'watch'];
    const objectiveResources = ['inferenceobjectives', 'inferencemodelrewrites'];
    new k8s.KubeServiceAccount(this, 'service-account', { metadata, automountServiceAccountToken: false });
    new k8s.KubeRole(this, 'role', {
      metadata,
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs },
        { apiGroups: ['inference.networking.k8s.io'], resources: ['inferencepools'], verbs },
        { apiGroups: ['llm-d.ai'], resources: objectiveResources, verbs },
        { apiGroups: ['inference.networking.x-k8s.io'], resources: objectiveResources, verbs },
      ],
    });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata,
      subjects: [{ kind: 'ServiceAccount', name: props.name, namespace: props.namespace }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: props.name },
    });
  }
}
