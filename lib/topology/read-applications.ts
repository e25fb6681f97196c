import type { FoundObject } from '../check/deployment-picture';
import { isJsonObject, listAt, textAt, valueAt } from '../check/json';
import type { ResolvedPlatform } from '../platform/resolved-platform';
import type { TopologyApplication } from './topology-model';

/** The Argo CD Applications as they were synthesized, the root first, then in the order of the sync. */
export function readApplications(
  { environment, gitOps }: Pick<ResolvedPlatform, 'environment' | 'gitOps'>,
  objects: readonly FoundObject[],
): readonly TopologyApplication[] {
  const found = objects.filter(
    ({ object }) => object.kind === 'Application' && object.apiVersion.startsWith('argoproj.io/'),
  );
  return found
    .map(({ object }) => {
      const single = valueAt(object, 'spec.source');
      const sources = [...(single === undefined ? [] : [single]), ...listAt(object, 'spec.sources')];
      return {
        name: object.metadata.name,
        isRoot: object.metadata.name === `${environment}-root`,
        sources: sources.flatMap((source) => sourceText(source, gitOps.repository)),
        namespace: textAt(object, 'spec.destination.namespace') ?? 'default',
        syncWave: Number(object.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0),
      };
    })
    .sort(
      (a, b) => Number(b.isRoot) - Number(a.isRoot) || a.syncWave - b.syncWave || (a.name < b.name ? -1 : 1),
    );
}

function sourceText(source: unknown, ownRepository: string): readonly string[] {
  if (!isJsonObject(source)) return [];
  const repository = textAt(source, 'repoURL') ?? '';
  const revision = textAt(source, 'targetRevision') ?? '';
  const chart =
    textAt(source, 'chart') ?? (repository.startsWith('oci://') ? repository.split('/').at(-1) : undefined);
  if (chart !== undefined) return [`chart ${chart} ${revision}`.trimEnd()];
  const path = textAt(source, 'path');
  if (path === undefined) return [];
  // Of others, with the repository: `kubernetes-sigs/gateway-api config/crd v1.5.0`.
  return [
    repository === ownRepository
      ? path
      : `${repository.replace(/^https:\/\/[^/]+\//, '')} ${path} ${revision}`,
  ];
}
