/**
 * Name of the TriggerAuthentication of a managed identity: the identity's own as far as Kubernetes allows, which has
 * neither capitals nor '_'. Azure compares the names of identities without regard to capitals.
 */
export function triggerAuthenticationName(identityName: string): string {
  return identityName.toLowerCase().replaceAll('_', '-').replace(/-+$/, '');
}
