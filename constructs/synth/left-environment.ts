import type { FolderOwner } from '../../lib/platform/gitops/publication-record';
import { deployCommand, destroyCommand, outputsFile } from '../../lib/platform/outputs/deploy-command';
import { describeOwner, isSameRepository } from './folder-owner';

/** A folder of an environment that the definition does not contain. */
export interface LeftEnvironment {
  readonly name: string;
  /** What synced the folder; undefined in a record of an older version. */
  readonly owner: FolderOwner | undefined;
}

/**
 * What to do with the folder of an environment that the definition no longer contains. Without the
 * environment in the definition, synth writes no stack to destroy, and Terraform does not destroy
 * protected resources.
 *
 * @param owners of the environments in the definition. A folder of another repository may be one of
 * a copied sample.
 */
export function describeLeftEnvironment(
  { name, owner }: LeftEnvironment,
  owners: readonly FolderOwner[],
): string {
  const toDelete = `delete dist/${name} and ${outputsFile(name)}`;
  const isOfOthers = owner !== undefined && !owners.some((each) => isSameRepository(owner, each));
  return [
    `dist/${name} no longer belongs to an environment.`,
    ...(isOfOthers ? [`It is of ${describeOwner(owner)}. If that is not yours, ${toDelete}.`] : []),
    `If its resources still exist in Azure, add it to the definition again with azure.preventDestroy: false, and run \`${deployCommand({ environment: name })}\` and ` +
      `\`${destroyCommand({ environment: name })}\`. Then ${toDelete}.`,
  ].join(' ');
}
