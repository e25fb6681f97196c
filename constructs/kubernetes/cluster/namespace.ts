import { Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** A level of the Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** Input of a Namespace. */
export interface NamespaceProps {
  /** Name of the namespace. */
  readonly name: string;
  /**
   * Pod Security level that the namespace enforces.
   *
   * @default 'restricted': every workload of this platform satisfies it. Model servers need no host
   * paths or privileges, because the NVIDIA runtime provides the GPU through the resource limit
   */
  readonly podSecurity?: PodSecurityLevel;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** A namespace with a Pod Security level that it enforces, warns about and audits. */
export class Namespace extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    this.name = props.name;
    const level = props.podSecurity ?? 'restricted';
    const metadata = objectMetadata({ name: props.name, partOf: props.partOf }, syncWaves.namespace, {
      // Deleting a namespace deletes everything in it, so Argo CD requires a confirmation.
      // Source: argo-cd.readthedocs.io/en/stable/user-guide/sync-options (2026-11).
      'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm',
    });
    const namespace = new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        ...metadata,
        // The same level for all three modes: by default, `warn` and `audit` report nothing.
        labels: {
          ...metadata.labels,
          'pod-security.kubernetes.io/audit': level,
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/warn': level,
        },
      },
    });
    // A cdk8s chart sets its namespace on every object, but a Namespace has none.
    if (Chart.of(this).namespace !== undefined)
      namespace.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}
