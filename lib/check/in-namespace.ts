/** `in namespace apps`, for sentences about an object that may have no namespace. */
export function inNamespace(namespace: string | undefined): string {
  return namespace === undefined ? 'in its namespace' : `in namespace ${namespace}`;
}
