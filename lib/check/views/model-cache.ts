import { isJsonObject, type JsonObject, listAt, textAt, valueAt } from '../../values/json';
import type { Engine } from './engine-arguments';
import { flagOf } from './engine-arguments';
import { type Container, podField, variableOf } from './pods';

/** Where an engine keeps what it downloads. */
export interface ModelCache {
  /** Folder in the container. */
  readonly folder: string;
  /** The volume that is mounted there; undefined if it is the container's own file system. */
  readonly volume: JsonObject | undefined;
  /** Path of the volume in the owner. */
  readonly path: string | undefined;
}

/**
 * The cache of the Hugging Face hub: `--download-dir`, `HF_HUB_CACHE`, `HF_HOME`, else below the home of the user; undefined if it cannot
 * be known. Source: huggingface.co/docs/huggingface_hub/package_reference/environment_variables (2026-11).
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
  const said = flagOf(engine, 'download-dir') ?? variableOf(container, 'HF_HUB_CACHE');
  if (said !== undefined) return said;
  const home = variableOf(container, 'HF_HOME');
  if (home !== undefined) return home;
  const xdg = variableOf(container, 'XDG_CACHE_HOME');
  if (xdg !== undefined) return `${xdg}/huggingface`;
  const user = homeOf(container);
  return user === undefined ? undefined : `${user}/.cache/huggingface`;
}

/** The home of the user: that of root unless somebody says otherwise; of other users the image decides. */
export function homeOf(container: Container): string | undefined {
  const said = variableOf(container, 'HOME');
  if (said !== undefined) return said;
  return userOf(container) === undefined ? '/root' : undefined;
}

/** Who a container runs as, if it is not root; undefined for root, or where the image decides. */
export function userOf({ json, pod }: Container): number | 'some user' | undefined {
  const user = valueAt(json, 'securityContext.runAsUser') ?? valueAt(pod.spec, 'securityContext.runAsUser');
  if (typeof user === 'number') return user === 0 ? undefined : user;
  const isNonRoot =
    valueAt(json, 'securityContext.runAsNonRoot') ?? valueAt(pod.spec, 'securityContext.runAsNonRoot');
  return isNonRoot === true ? 'some user' : undefined;
}

/** The deepest mount that a folder is in. */
export function mountOf({ json }: Container, folder: string): JsonObject | undefined {
  return listAt(json, 'volumeMounts')
    .filter(isJsonObject)
    .filter((mount) => {
      const path = (textAt(mount, 'mountPath') ?? '').replace(/\/+$/, '');
      return path !== '' && (folder === path || folder.startsWith(`${path}/`));
    })
    .sort((a, b) => String(b['mountPath']).length - String(a['mountPath']).length)[0];
}
