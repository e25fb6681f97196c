/**
 * The environment that a Terraform stack is of: it is named after it, and that of Argo CD by Helm has its name behind that. Undefined if
 * it is of none of those that are given.
 */
export function environmentOfStack(stack: string, environments: readonly string[]): string | undefined {
  return [stack, stack.replace(/-argocd$/, '')].find((name) => environments.includes(name));
}
