import { isJsonObject, type JsonObject, listAt, textAt, valueAt } from '../../values/json';
import type { Engine } from './engine-arguments';
import { flagOf } from './engine-arguments';
import { type Container, podField, variableOf } from './pods';

/** The folder that an engine downloads models to. */
export interface ModelCache {
  /** Folder in the container. */
  readonly folder: string;
  /** The volume mounted at the folder; undefined if the folder is in the container file system. */
  readonly volume: JsonObject | undefined;
  /** Path of the volume in the owner. */
  readonly path: string | undefined;
}

/**
 * The Hugging Face cache: `--download-dir`, `HF_HUB_CACHE`, `HF_HOME`, or else a folder in the home
 * directory; undefined if unknown. Source:
 * huggingface.co/docs/huggingface_hub/package_reference/environment_variables (2026-11).
 */
export function modelCacheOf(engine: Engine): ModelCache | undefined {
  const { container } = engine;
  const folder = cacheFolder(engine);
  if (folder === undefined || !folder.startsWith('/')) return undefined;
  const mount = mountOf(container, folder);
  const name = textAt(mount, 'name');
  const volumes = listAt(container.pod.spec, 'volumes');
  const index = volumes.findIndex((volume) => name !== undefined && textAt(volume, 'name') === name);
  const volume = volumes[index];
  return {
    folder,
    volume: isJsonObject(volume) ? volume : undefined,
    path: index === -1 ? undefined : podField(container.pod, `spec.volumes[${index}]`),
  };
}

function cacheFolder(engine: Engine): string | undefined {
  const { container } = engine;
  const configured = flagOf(engine, 'download-dir') ?? variableOf(container, 'HF_HUB_CACHE');
  if (configured !== undefined) return configured;
  const home = variableOf(container, 'HF_HOME');
  if (home !== undefined) return home;
  const xdg = variableOf(container, 'XDG_CACHE_HOME');
  if (xdg !== undefined) return `${xdg}/huggingface`;
  const user = homeOf(container);
  return user === undefined ? undefined : `${user}/.cache/huggingface`;
}

/**
 * Home directory: `HOME`, or `/root` for root; undefined for other users, because the image sets
 * it.
 */
export function homeOf(container: Container): string | undefined {
  const configured = variableOf(container, 'HOME');
  if (configured !== undefined) return configured;
  return userOf(container) === undefined ? '/root' : undefined;
}

/**
 * User of a container that does not run as root; undefined for root, or if the image sets the user.
 */
export function userOf({ json, pod }: Container): number | 'some user' | undefined {
  const user = valueAt(json, 'securityContext.runAsUser') ?? valueAt(pod.spec, 'securityContext.runAsUser');
  if (typeof user === 'number') return user === 0 ? undefined : user;
  const isNonRoot =
    valueAt(json, 'securityContext.runAsNonRoot') ?? valueAt(pod.spec, 'securityContext.runAsNonRoot');
  return isNonRoot === true ? 'some user' : undefined;
}

/** The deepest mount that contains a folder. */
export function mountOf({ json }: Container, folder: string): JsonObject | undefined {
  return listAt(json, 'volumeMounts')
    .filter(isJsonObject)
    .filter((mount) => {
      const path = (textAt(mount, 'mountPath') ?? '').replace(/\/+$/, '');
      return path !== '' && (folder === path || folder.startsWith(`${path}/`));
    })
    .sort((a, b) => String(b['mountPath']).length - String(a['mountPath']).length)[0];
}
