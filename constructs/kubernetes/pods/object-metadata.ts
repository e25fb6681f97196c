import { type SyncWave, syncWaveAnnotation } from '../charts/sync-waves';

/** Name, namespace and labels of an object. */
export interface ObjectIdentity {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. @default the namespace of the chart */
  readonly namespace?: string;
  /** Name of its workload: `app.kubernetes.io/name`. @default `name` */
  readonly workload?: string;
  /**
   * Role in the platform, `app.kubernetes.io/component`: `inference-server`, `http-app`.
   *
   * @default none
   */
  readonly component?: string;
  /** Platform of the workload, `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

const nameLabel = 'app.kubernetes.io/name';

/**
 * Returns the labels for selectors. Kubernetes cannot change the selector of a Deployment, so it
 * contains only the label that never changes: the name of the workload.
 */
export function selectorLabels(workload: string): Record<string, string> {
  return { [nameLabel]: workload };
}

/**
 * Returns the recommended labels.
 *
 * @see kubernetes.io/docs/concepts/overview/working-with-objects/common-labels (2026-11)
 */
export function standardLabels(identity: ObjectIdentity): Record<string, string> {
  return {
    [nameLabel]: identity.workload ?? identity.name,
    ...(identity.component === undefined ? {} : { 'app.kubernetes.io/component': identity.component }),
    ...(identity.partOf === undefined ? {} : { 'app.kubernetes.io/part-of': identity.partOf }),
    'app.kubernetes.io/managed-by': 'aks-ai-platform',
  };
}

/** Returns the metadata of an object: name, recommended labels, sync wave and other annotations. */
export function objectMetadata(
  identity: ObjectIdentity,
  wave: SyncWave,
  annotations?: Readonly<Record<string, string>>,
) {
  const all = { ...syncWaveAnnotation(wave), ...annotations };
  return {
    name: identity.name,
    ...(identity.namespace === undefined ? {} : { namespace: identity.namespace }),
    labels: standardLabels(identity),
    ...(Object.keys(all).length === 0 ? {} : { annotations: all }),
  };
}
