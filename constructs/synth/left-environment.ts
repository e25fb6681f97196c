import { deployCommand, destroyCommand, outputsFile } from '../../lib/platform/outputs/deploy-command';

/**
 * How to remove the folder of an environment that the definition no longer contains. Without the
 * environment in the definition, synth writes no stack to destroy, and Terraform does not destroy
 * protected resources.
 */
export function howToRemove(environment: string): string {
  return (
    `If its resources still exist in Azure, add it to the definition again with azure.preventDestroy: false, and run \`${deployCommand({ environment })}\` and ` +
    `\`${destroyCommand({ environment })}\`. Then delete dist/${environment} and ${outputsFile(environment)}.`
  );
}
