import type { FolderOwner } from '../../lib/platform/gitops/publication-record';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';

/** The cluster that an environment's folder is for, and the repository that its Argo CD reads. */
export function ownerOf({ azure, cluster, gitOps }: ResolvedPlatform): FolderOwner {
  return {
    cluster: [azure.subscriptionId, azure.resourceGroup.name, cluster.name].join('/'),
    repository: gitOps.repository,
  };
}

/**
 * Whether no Argo CD that syncs the recorded folder can sync it now: both the cluster and the
 * repository are others, as after the first edit of a copied sample. With only one of them changed,
 * an Argo CD may still read the folder, and delete what is missing from it.
 *
 * @param before undefined for a record of an older version.
 */
export function isOfAnotherPlatform(before: FolderOwner | undefined, now: FolderOwner): boolean {
  return before !== undefined && !isSameCluster(before, now) && !isSameRepository(before, now);
}

/** Whether both are of one cluster. Azure ignores the case of its names. */
export function isSameCluster(before: FolderOwner, now: FolderOwner): boolean {
  return before.cluster.toLowerCase() === now.cluster.toLowerCase();
}

/** Whether an Argo CD reads both from one repository. */
export function isSameRepository(before: FolderOwner, now: FolderOwner): boolean {
  return before.repository === now.repository;
}

/** The owner for messages: `the cluster my-aks in my-rg, which syncs https://…`. */
export function describeOwner({ cluster, repository }: FolderOwner): string {
  const [, group, name] = cluster.split('/');
  return `the cluster ${name} in ${group}, which syncs ${repository}`;
}
