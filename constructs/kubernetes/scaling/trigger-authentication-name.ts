/**
 * Returns the name of the TriggerAuthentication for a managed identity: the name of the identity in
 * lowercase and without '_', which Kubernetes does not allow. Azure compares names of identities
 * case-insensitively.
 */
export function triggerAuthenticationName(identityName: string): string {
  return identityName.toLowerCase().replaceAll('_', '-').replace(/-+$/, '');
}
