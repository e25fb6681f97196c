/**
 * The environment of a Terraform stack: the stack has its name, with the suffix `-argocd` for the
 * stack that installs Argo CD with Helm. Undefined if no environment matches.
 */
export function environmentOfStack(stack: string, environments: readonly string[]): string | undefined {
  return [stack, stack.replace(/-argocd$/, '')].find((name) => environments.includes(name));
}
