import type { Manifest } from '../schemas/validate-manifest';
import type { Answer, KubernetesApi } from './kubernetes-api';
import { annotationOf, inSyncOrder, isHook } from './sync-order';

/** A manifest with its path in the repository. */
export interface RepositoryFile {
  readonly path: string;
  readonly object: Manifest;
}

/** An object as it was sent, and what came back. */
export interface Applied {
  readonly application: string;
  readonly sent: Manifest;
  readonly answer: Answer;
}

const tracking = 'argocd.argoproj.io/tracking-id';

/** Applications in the order of their sync: the root's own folder names the others. */
export function applicationsOf(files: readonly RepositoryFile[]): readonly Manifest[] {
  const all = files.filter(({ object }) => object.kind === 'Application').map(({ object }) => object);
  const isRoot = (application: Manifest) =>
    filesOf(application, files).some(({ object }) => object === application);
  return [...all.filter(isRoot), ...inSyncOrder(all.filter((each) => !isRoot(each)))];
}

/** What an application reads: the files directly in its folder of the repository. None for a chart. */
export function filesOf(application: Manifest, files: readonly RepositoryFile[]): readonly RepositoryFile[] {
  const sources: readonly Manifest[] = application['spec'].sources ?? [application['spec'].source];
  return files.filter(({ path }) =>
    sources.some((source) => source['path'] === path.slice(0, path.lastIndexOf('/'))),
  );
}

/**
 * Plays Argo CD: every application in its order, its objects by phase, wave and kind, each marked as the application's.
 * No controller runs, so no object becomes healthy, and no wave waits for another.
 */
export async function sync(
  api: KubernetesApi,
  files: readonly RepositoryFile[],
): Promise<readonly Applied[]> {
  const applied: Applied[] = [];
  for (const application of applicationsOf(files)) {
    const { name } = application.metadata;
    for (const object of inSyncOrder(filesOf(application, files).map((file) => file.object))) {
      const sent = await marked(api, application, object);
      applied.push({ application: name, sent, answer: await api.apply(sent) });
    }
  }
  return applied;
}

async function marked(api: KubernetesApi, application: Manifest, object: Manifest): Promise<Manifest> {
  const { metadata, kind, apiVersion } = object;
  const namespace = (await api.isNamespaced(object))
    ? (metadata.namespace ?? application['spec'].destination.namespace)
    : undefined;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const id = `${application.metadata.name}:${group}/${kind}:${namespace ?? ''}/${metadata.name}`;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(namespace === undefined ? {} : { namespace }),
      annotations: { ...metadata.annotations, [tracking]: id },
    },
  };
}

/**
 * Plays the pruning: deletes every object that is marked as an application's and that is no longer in its folder. Hooks and
 * objects with an option that keeps them or requires a confirmation stay.
 *
 * @param everything files of the platform as it was: its kinds are looked through.
 * @returns what was deleted, as `Service production/vllm`.
 */
export async function prune(
  api: KubernetesApi,
  everything: readonly RepositoryFile[],
  files: readonly RepositoryFile[],
): Promise<readonly string[]> {
  const wanted = new Set<string>();
  for (const application of applicationsOf(files))
    for (const { object } of filesOf(application, files))
      wanted.add((await marked(api, application, object)).metadata.annotations[tracking]);
  const deleted: string[] = [];
  for (const object of await trackedObjects(api, everything)) {
    if (wanted.has(object.metadata.annotations[tracking]) || isKept(object)) continue;
    const { status, body } = await api.delete(object);
    if (status >= 300) throw new Error(`${nameOf(object)} is not deleted: ${body['message']}`);
    deleted.push(nameOf(object));
  }
  return deleted;
}

/** Whether pruning leaves an object alone. */
export function isKept(object: Manifest): boolean {
  return isHook(object) || /Prune=(false|confirm)/.test(annotationOf(object, 'sync-options') ?? '');
}

/** Everything in the cluster that is marked as an application's, of the kinds that the files have. */
export async function trackedObjects(
  api: KubernetesApi,
  files: readonly RepositoryFile[],
): Promise<readonly Manifest[]> {
  const kinds = new Map(files.map(({ object }) => [`${object.apiVersion} ${object.kind}`, object]));
  const lists = [...kinds.values()].map(({ apiVersion, kind }) => api.list(apiVersion, kind));
  return (await Promise.all(lists)).flat().filter(({ metadata }) => metadata.annotations?.[tracking]);
}

/** `Service production/vllm`. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
