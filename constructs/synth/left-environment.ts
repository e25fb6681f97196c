import { deployCommand, destroyCommand, outputsFile } from '../../lib/platform/outputs/deploy-command';

/**
 * What to do about the folder of an environment that the definition has no more. Its stack is not synthesized without it, and Terraform refuses to
 * destroy what is protected: both are mended in the definition, before the environment goes from it.
 */
export function howToRemove(environment: string): string {
  return (
    `While its platform is in Azure, put it back into the definition with azure.preventDestroy: false, then \`${deployCommand({ environment })}\` and ` +
    `\`${destroyCommand({ environment })}\`. After that delete dist/${environment} and ${outputsFile(environment)}.`
  );
}
