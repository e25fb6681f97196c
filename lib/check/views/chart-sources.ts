import { isJsonObject, type JsonObject, listAt, textAt, valueAt } from '../../values/json';

/** A Helm chart that an Argo CD application renders in the cluster. */
export interface ChartSource {
  readonly source: JsonObject;
  /** Path of the source: `spec.source`, `spec.sources[0]`. */
  readonly field: string;
}

/** The charts of an application: by name in a Helm repository, or as an OCI artifact. */
export function chartSourcesOf(application: object): readonly ChartSource[] {
  const single = valueAt(application, 'spec.source');
  const sources = [
    { source: single, field: 'spec.source' },
    ...listAt(application, 'spec.sources').map((source, index) => ({
      source,
      field: `spec.sources[${index}]`,
    })),
  ];
  return sources.flatMap(({ source, field }) => {
    if (!isJsonObject(source)) return [];
    const isChart =
      textAt(source, 'chart') !== undefined || (textAt(source, 'repoURL') ?? '').startsWith('oci://');
    return isChart ? [{ source, field }] : [];
  });
}
