import { type SyncWave, syncWaveAnnotation } from '../charts/sync-waves';

/** What an object is called and where it belongs. */
export interface ObjectIdentity {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. @default the chart's */
  readonly namespace?: string;
  /** Name of the workload that it belongs to: `app.kubernetes.io/name`. @default `name` */
  readonly workload?: string;
  /** Role in the platform, `app.kubernetes.io/component`: `inference-server`, `http-app`. @default none */
  readonly component?: string;
  /** What the workload is a part of, `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

const nameLabel = 'app.kubernetes.io/name';

/**
 * The labels that a selector may use. Selectors of a Deployment can never change, so they hold the one label that does
 * not: the workload's name.
 */
export function selectorLabels(workload: string): Record<string, string> {
  return { [nameLabel]: workload };
}

/** The recommended labels. Source: kubernetes.io/docs/concepts/overview/working-with-objects/common-labels (2026-11). */
export function standardLabels(identity: ObjectIdentity): Record<string, string> {
  return {
    [nameLabel]: identity.workload ?? identity.name,
    ...(identity.component === undefined ? {} : { 'app.kubernetes.io/component': identity.component }),
    ...(identity.partOf === undefined ? {} : { 'app.kubernetes.io/part-of': identity.partOf }),
    'app.kubernetes.io/managed-by': 'aks-ai-platform',
  };
}

/** Metadata of an object: its name, the standard labels, its wave and further annotations. */
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
