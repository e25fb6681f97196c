import type { Manifest } from '../schemas/validate-manifest';

/**
 * What Argo CD reads of a repository, by its own rules.
 * Sources: argo-cd docs (3.5, 2026-11), user-guide/{directory,tool_detection},
 * operator-manual/applicationset/Generators-Git; reposerver/repository/repository.go, `manifestFile` and `findManifests`.
 */
export interface RepositoryText {
  /** From the repository's folder, with '/'. */
  readonly path: string;
  readonly text: string;
}

interface Source {
  readonly path?: string;
  readonly chart?: string;
}

const manifestFile = /^.*\.(yaml|yml|json|jsonnet)$/;
const skipMark = '+argocd:skip-file-rendering';

/** Where a folder is another tool's, and its manifests are not read one by one. */
const toolFiles = ['Chart.yaml', 'kustomization.yaml', 'kustomization.yml', 'Kustomization'];

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Files that an Application takes its manifests from. A chart's are not here. */
export function filesReadBy(application: Manifest, files: readonly RepositoryText[]): readonly string[] {
  const { source, sources = [source] } = application['spec'] as { source: Source; sources?: Source[] };
  return sources.flatMap(({ path, chart, ...rest }) => {
    if (path === undefined || chart !== undefined) return [];
    if ('directory' in rest) throw new Error('directory options are not played');
    const inside = files.filter((file) => folderOf(file.path) === path);
    const tool = inside.find((file) => toolFiles.includes(nameOf(file.path)));
    if (tool !== undefined) throw new Error(`${tool.path} makes the folder another tool's`);
    return inside
      .filter((file) => manifestFile.test(nameOf(file.path)) && !file.text.includes(skipMark))
      .map((file) => file.path);
  });
}

interface Generator {
  readonly git: { readonly directories: readonly { readonly path: string; readonly exclude?: boolean }[] };
}

/** The Applications that an ApplicationSet makes of the folders of its repository. */
export function applicationsMadeBy(set: Manifest, paths: readonly string[]): readonly Manifest[] {
  const { generators, template, goTemplate } = set['spec'];
  if (goTemplate !== true) throw new Error('only Go templates are played');
  const folders = [...new Set(paths.flatMap(parentsOf))].sort();
  return (generators as readonly Generator[]).flatMap(({ git }) =>
    folders
      .filter((folder) =>
        git.directories.some(({ path, exclude }) => exclude !== true && isMatch(path, folder)),
      )
      .filter(
        (folder) => !git.directories.some(({ path, exclude }) => exclude === true && isMatch(path, folder)),
      )
      .map((folder) => {
        const text = JSON.stringify({ ...template, apiVersion: set.apiVersion, kind: 'Application' })
          .replaceAll('{{.path.basename}}', nameOf(folder))
          .replaceAll('{{.path.path}}', folder);
        if (text.includes('{{')) throw new Error(`a parameter that there is not: ${text}`);
        const application = JSON.parse(text);
        return { ...application, metadata: { namespace: set.metadata.namespace, ...application.metadata } };
      }),
  );
}

/** Go's path.Match for `*`, which stops at a slash. */
function isMatch(pattern: string, folder: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${escaped}$`).test(folder);
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
