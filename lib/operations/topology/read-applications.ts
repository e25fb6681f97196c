import type { FoundObject, KubernetesObject } from '../../check/deployment-picture';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { isJsonObject, listAt, textAt, valueAt } from '../../values/json';
import type { TopologyApplication } from './topology-model';

/** The Argo CD Applications as they were synthesized, the root first, then in the order of the sync. */
export function readApplications(
  { environment, gitOps }: Pick<ResolvedPlatform, 'environment' | 'gitOps'>,
  objects: readonly FoundObject[],
): readonly TopologyApplication[] {
  const found = objects.filter(
    ({ object }) => object.kind === 'Application' && object.apiVersion.startsWith('argoproj.io/'),
  );
  return [
    ...found.map(({ object }): TopologyApplication => {
      const single = valueAt(object, 'spec.source');
      const sources = [...(single === undefined ? [] : [single]), ...listAt(object, 'spec.sources')];
      return {
        name: object.metadata.name,
        isRoot: object.metadata.name === `${environment}-root`,
        sources: sources.flatMap((source) => sourceText(source, gitOps.repository)),
        namespace: textAt(object, 'spec.destination.namespace') ?? 'default',
        syncWave: Number(object.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0),
      };
    }),
    ...objects.flatMap(({ object }) => (object.kind === 'ApplicationSet' ? generated(object, objects) : [])),
  ].sort(
    (a, b) => Number(b.isRoot) - Number(a.isRoot) || a.syncWave - b.syncWave || (a.name < b.name ? -1 : 1),
  );
}

/** Those that an ApplicationSet makes of the folders that it does not leave out. */
function generated(set: KubernetesObject, objects: readonly FoundObject[]): readonly TopologyApplication[] {
  const directories = listAt(set, 'spec.generators').flatMap((each) => listAt(each, 'git.directories'));
  const excluded = directories
    .filter((each) => valueAt(each, 'exclude') === true)
    .map((each) => textAt(each, 'path'));
  const parent = (textAt(directories[0], 'path') ?? '').replace(/\/\*$/, '');
  const folders = [...new Set(objects.map(({ file }) => `${parent}/${file.split('/')[0]}`))];
  return folders
    .filter((folder) => !excluded.includes(folder))
    .map((folder) => ({
      name: (textAt(set, 'spec.template.metadata.name') ?? '').replace(
        '{{.path.basename}}',
        folder.slice(parent.length + 1),
      ),
      isRoot: false,
      sources: [folder],
      namespace: textAt(set, 'spec.template.spec.destination.namespace') ?? 'default',
      syncWave: 0,
    }));
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
