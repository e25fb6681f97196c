import type { RoleName } from '../../facts/role-names';
import type { ProblemList } from '../../problems/problem-list';
import type { ClientId } from '../../values/ids';

/** A download from Hugging Face to the cache volume at startup. */
export interface HuggingFaceSource {
  readonly type: 'hugging-face';
}

/** A storage account and the identity that reads it. */
interface StorageAccountSource {
  /** Name of the account, without the domain. */
  readonly storageAccount: string;
  /**
   * Resource group of the account. Without it the drivers search the cluster's node resource group.
   */
  readonly resourceGroupName: string;
  /** Subscription of the account. @default the cluster's */
  readonly subscriptionId?: string;
  /**
   * Client id of the identity that the pods' ServiceAccount is bound to. It needs the role from
   * `modelSourceRole()`.
   */
  readonly clientId: ClientId;
  /** Directory with the model, from the root of the container or share. @default the root */
  readonly path?: string;
}

/** A blob container, mounted read-only (blobfuse). */
export interface BlobSource extends StorageAccountSource {
  readonly type: 'blob';
  readonly container: string;
}

/**
 * An SMB file share, mounted read-only. The account must allow shared keys; see
 * `modelSourceRole()`.
 */
export interface FileShareSource extends StorageAccountSource {
  readonly type: 'file-share';
  readonly share: string;
}

/** An existing PersistentVolumeClaim in the namespace of the pods, mounted read-only. */
export interface ClaimSource {
  readonly type: 'persistent-volume-claim';
  readonly claimName: string;
  /** Directory with the model, from the root of the volume. @default the root */
  readonly path?: string;
}

/** A directory of the image. */
export interface ImageSource {
  readonly type: 'image';
  /** Absolute path in the container. */
  readonly path: string;
}

/** A source that the pod mounts as a volume. */
export type MountedModelSource = BlobSource | FileShareSource | ClaimSource;

/** Source of the model files. */
export type ModelSource = HuggingFaceSource | MountedModelSource | ImageSource;

/** Mount path of volumes with models. */
export const modelMountPath = '/models';

export function isMountedSource(source: ModelSource): source is MountedModelSource {
  return source.type !== 'hugging-face' && source.type !== 'image';
}

/**
 * Directory of the model in the container; undefined for a download, whose directory the engine
 * chooses.
 */
export function modelDirectory(source: ModelSource, mountPath: string = modelMountPath): string | undefined {
  if (source.type === 'hugging-face') return undefined;
  if (source.type === 'image') return source.path;
  return source.path === undefined ? mountPath : `${mountPath}/${source.path}`;
}

/**
 * Role and scope that the identity requires; undefined if no identity reads the source.
 *
 * The driver reads blobs with the identity's token (a preview). Its guide grants `Storage Blob Data
 * Contributor`, which only writable mounts require. The driver mounts a share with the account's
 * key, which it lists as the identity: SMB with a token requires a setting of the account that this
 * azurerm version lacks. Its guide grants `Storage Account Contributor`, which could also delete
 * the account.
 *
 * @see kubernetes-sigs/blob-csi-driver and azurefile-csi-driver,
 * `docs/workload-identity-static-pv-mount.md` (2026-11)
 */
export function modelSourceRole(
  source: ModelSource,
): { readonly role: RoleName; readonly scope: 'container' | 'storage' } | undefined {
  if (source.type === 'blob') return { role: modelSourceRoles.blob, scope: 'container' };
  if (source.type === 'file-share') return { role: modelSourceRoles['file-share'], scope: 'storage' };
  return undefined;
}

/** Roles of modelSourceRole(). */
export const modelSourceRoles = {
  blob: 'Storage Blob Data Reader',
  'file-share': 'Storage Account Key Operator Service Role',
} as const satisfies Record<'blob' | 'file-share', RoleName>;

/**
 * Lowest read rate, GiB/s, that the startup probe allows for: a slow download from Hugging Face;
 * blobs, shares and claims over the network; layers of an image on the node's disk. Reports mention
 * starts of 25 to 50 minutes for downloads of 25 GB and more (2026-11).
 */
const readGiBPerSecond: Readonly<Record<ModelSource['type'], number>> = {
  'hugging-face': 0.1,
  blob: 0.4,
  'file-share': 0.4,
  'persistent-volume-claim': 0.4,
  image: 1,
};

/** Maximum seconds for reading a model of this size from its source. */
export function modelReadSeconds(
  modelSizeGiB: number,
  sourceType: ModelSource['type'] = 'hugging-face',
): number {
  return modelSizeGiB / readGiBPerSecond[sourceType];
}

/** Adds the problems of a source. */
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
        `"${source.path}" is not an absolute path`,
        'Set the absolute path of the directory in the image.',
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
      'Remove the leading or trailing "/" and "..".',
    );
  }
  if (source.type !== 'persistent-volume-claim' && serviceAccountName === undefined) {
    problems.add(
      'clientId',
      "the driver mounts the volume with the token of the pod's ServiceAccount, but the pod has the default ServiceAccount",
      'Set serviceAccountName to the ServiceAccount that is bound to the identity.',
    );
  }
}
