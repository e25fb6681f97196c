import type { RoleName } from '../../facts/role-names';
import type { ProblemList } from '../../problems/problem-list';
import type { ClientId } from '../../values/ids';

/** Downloaded from Hugging Face at the start, to the cache volume. */
export interface HuggingFaceSource {
  readonly type: 'hugging-face';
}

/** A storage account, and the identity that reads it. */
interface StorageAccountSource {
  /** Name of the account, not its address. */
  readonly storageAccount: string;
  /** Resource group of the account; the drivers would look into the cluster's node resource group. */
  readonly resourceGroupName: string;
  /** Subscription of the account. Default: the cluster's. */
  readonly subscriptionId?: string;
  /** Client id of the identity that the pods' ServiceAccount is bound to, with the role that `modelSourceRole()` says. */
  readonly clientId: ClientId;
  /** Directory with the model, from the root of the container or share. Default: the root. */
  readonly path?: string;
}

/** A container of blobs, mounted read-only (blobfuse). */
export interface BlobSource extends StorageAccountSource {
  readonly type: 'blob';
  readonly container: string;
}

/** An SMB file share, mounted read-only. The account needs its shared keys (`modelSourceRole()` says why). */
export interface FileShareSource extends StorageAccountSource {
  readonly type: 'file-share';
  readonly share: string;
}

/** A PersistentVolumeClaim that exists in the namespace of the pods, mounted read-only. */
export interface ClaimSource {
  readonly type: 'persistent-volume-claim';
  readonly claimName: string;
  /** Directory with the model, from the root of the volume. Default: the root. */
  readonly path?: string;
}

/** A directory of the image. */
export interface ImageSource {
  readonly type: 'image';
  /** Absolute path in the container. */
  readonly path: string;
}

/** A source that is a volume of the pod. */
export type MountedModelSource = BlobSource | FileShareSource | ClaimSource;

/** Where a server has its model files from. */
export type ModelSource = HuggingFaceSource | MountedModelSource | ImageSource;

/** Where volumes with models are mounted. */
export const modelMountPath = '/models';

export function isMountedSource(source: ModelSource): source is MountedModelSource {
  return source.type !== 'hugging-face' && source.type !== 'image';
}

/** The model's directory in the container; undefined for a download, whose place is the engine's affair. */
export function modelDirectory(source: ModelSource, mountPath: string = modelMountPath): string | undefined {
  if (source.type === 'hugging-face') return undefined;
  if (source.type === 'image') return source.path;
  return source.path === undefined ? mountPath : `${mountPath}/${source.path}`;
}

/**
 * The role that the identity needs, on what; undefined where no identity reads.
 *
 * Blobs are read with the identity's own token, which the driver calls a preview; its guide grants `Storage Blob Data Contributor`,
 * which mounts that write need, and this one does not. A share is mounted with the account's key, because SMB with a token needs a
 * setting of the account that is younger than this provider; the driver lists the keys as the identity. `Storage Account Contributor`,
 * which the driver's guide grants for that, could also delete the account.
 * Sources (2026-11): kubernetes-sigs/blob-csi-driver and azurefile-csi-driver, `docs/workload-identity-static-pv-mount.md`.
 */
export function modelSourceRole(
  source: ModelSource,
): { readonly role: RoleName; readonly scope: 'container' | 'storage' } | undefined {
  if (source.type === 'blob') return { role: modelSourceRoles.blob, scope: 'container' };
  if (source.type === 'file-share') return { role: modelSourceRoles['file-share'], scope: 'storage' };
  return undefined;
}

/** See modelSourceRole(). */
export const modelSourceRoles = {
  blob: 'Storage Blob Data Reader',
  'file-share': 'Storage Account Key Operator Service Role',
} as const satisfies Record<'blob' | 'file-share', RoleName>;

/**
 * Slowest read that is waited for, GiB/s, while the container runs: a download from Hugging Face on a bad day; blobs, shares and
 * claims over the network; an image's layers from the node's disk. Starts of 25 to 50 minutes are on record for downloads of 25 GB
 * and more (2026-11).
 */
const readGiBPerSecond: Readonly<Record<ModelSource['type'], number>> = {
  'hugging-face': 0.1,
  blob: 0.4,
  'file-share': 0.4,
  'persistent-volume-claim': 0.4,
  image: 1,
};

/** Seconds to read a model of this size from its source, on a bad day. */
export function modelReadSeconds(
  modelSizeGiB: number,
  sourceType: ModelSource['type'] = 'hugging-face',
): number {
  return modelSizeGiB / readGiBPerSecond[sourceType];
}

/** Adds what is wrong with a source. */
export function checkModelSource(
  source: ModelSource,
  serviceAccountName: string | undefined,
  problems: ProblemList,
): void {
  if (source.type === 'hugging-face') return;
  if (source.type === 'image') {
    if (!source.path.startsWith('/')) {
      problems.add(
        'path',
        `"${source.path}" is not a path in the image`,
        'Give the absolute path of the directory.',
      );
    }
    return;
  }
  if (
    source.path !== undefined &&
    !/^(?!\.\.?(?:\/|$))[^/]+(?:\/(?!\.\.?(?:\/|$))[^/]+)*$/.test(source.path)
  ) {
    problems.add(
      'path',
      `"${source.path}" is not a directory below the root of the volume`,
      'Give it without a leading or trailing "/" and without "..".',
    );
  }
  if (source.type !== 'persistent-volume-claim' && serviceAccountName === undefined) {
    problems.add(
      'clientId',
      "the volume is mounted with the token of the pod's ServiceAccount, and it has none of its own",
      'Set serviceAccountName to the ServiceAccount that is bound to the identity.',
    );
  }
}
