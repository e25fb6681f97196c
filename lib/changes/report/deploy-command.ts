/**
 * How an environment's Terraform is deployed: all its stacks at once, that of Argo CD by Helm among them.
 *
 * @param stacks names of its stacks; empty where they are not known.
 */
export function deployCommand(environment: string, stacks: readonly string[]): string {
  return `npx cdktf deploy ${namesOf(environment, stacks)} --outputs-file outputs/${environment}.json`;
}

export function destroyCommand(environment: string, stacks: readonly string[]): string {
  return `npx cdktf destroy ${namesOf(environment, stacks)}`;
}

function namesOf(environment: string, stacks: readonly string[]): string {
  return (stacks.length === 0 ? [environment] : stacks).join(' ');
}
