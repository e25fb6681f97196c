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
   * Pods beyond this level are refused.
   *
   * @default `restricted`. Every workload of this platform satisfies it, model
   * servers included: the NVIDIA runtime gives them the GPU by the resource limit, without host paths or privilege
   */
  readonly podSecurity?: PodSecurityLevel;
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** A namespace with Pod Security admission: what level of pods it takes, and warns and records about. */
export class Namespace extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    this.name = props.name;
    const level = props.podSecurity ?? 'restricted';
    const metadata = objectMetadata({ name: props.name, partOf: props.partOf }, syncWaves.namespace, {
      // With a namespace goes everything in it, so Argo CD asks a person before it deletes one.
      // Source: argo-cd.readthedocs.io/en/stable/user-guide/sync-options (2026-11).
      'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm',
    });
    const namespace = new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        ...metadata,
        // All three modes alike: the default of `warn` and `audit` is silence.
        labels: {
          ...metadata.labels,
          'pod-security.kubernetes.io/audit': level,
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/warn': level,
        },
      },
    });
    // A chart writes its namespace on every object; a Namespace is in none.
    if (Chart.of(this).namespace !== undefined)
      namespace.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}
