/** What a role may be assigned on, in this platform. */
export type RoleScopeKind =
  | 'keyVault'
  | 'registry'
  | 'serviceBus'
  | 'queue'
  | 'topic'
  | 'subscription'
  | 'storage'
  | 'container'
  | 'share'
  | 'monitorWorkspace'
  | 'subnet'
  | 'privateDnsZone'
  | 'identity'
  | 'cluster'
  | 'applicationGateway'
  | 'loadBalancer'
  | 'resourceGroup';

/**
 * The built-in roles that this platform assigns, by the names that Azure gives them, each with the kinds of
 * resource on which it grants anything.
 * Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles (2026-11).
 */
export const builtInRoles = {
  AcrPull: ['registry', 'resourceGroup'],
  AcrPush: ['registry', 'resourceGroup'],
  'Key Vault Secrets User': ['keyVault', 'resourceGroup'],
  'Key Vault Secrets Officer': ['keyVault', 'resourceGroup'],
  'Key Vault Certificate User': ['keyVault', 'resourceGroup'],
  // Messages are sent to a topic and received from a subscription: receiving from a topic's subscriptions is granted on either.
  'Azure Service Bus Data Receiver': ['serviceBus', 'queue', 'topic', 'subscription', 'resourceGroup'],
  'Azure Service Bus Data Sender': ['serviceBus', 'queue', 'topic', 'resourceGroup'],
  'Azure Service Bus Data Owner': ['serviceBus', 'queue', 'topic', 'subscription', 'resourceGroup'],
  'Storage Blob Data Reader': ['storage', 'container', 'resourceGroup'],
  'Storage Blob Data Contributor': ['storage', 'container', 'resourceGroup'],
  'Storage Blob Data Owner': ['storage', 'container', 'resourceGroup'],
  // Signs links that a client reads a blob with; on an account, since its key belongs to the account.
  'Storage Blob Delegator': ['storage', 'resourceGroup'],
  // Lists the account's keys, and renews them: what mounts an SMB share as an identity.
  'Storage Account Key Operator Service Role': ['storage', 'resourceGroup'],
  'Storage File Data SMB Share Reader': ['storage', 'share', 'resourceGroup'],
  'Storage File Data SMB Share Contributor': ['storage', 'share', 'resourceGroup'],
  'Storage File Data Privileged Reader': ['storage', 'share', 'resourceGroup'],
  'Storage File Data Privileged Contributor': ['storage', 'share', 'resourceGroup'],
  'Monitoring Data Reader': ['monitorWorkspace', 'resourceGroup'],
  'Network Contributor': ['subnet', 'resourceGroup'],
  'Private DNS Zone Contributor': ['privateDnsZone', 'resourceGroup'],
  'Managed Identity Operator': ['identity', 'resourceGroup'],
  // Of gateways: what their controllers change, and what they only look at.
  Contributor: ['applicationGateway', 'resourceGroup'],
  Reader: ['resourceGroup'],
  'AppGw for Containers Configuration Manager': ['loadBalancer', 'resourceGroup'],
  'Azure Kubernetes Service Cluster User Role': ['cluster', 'resourceGroup'],
  'Azure Kubernetes Service RBAC Reader': ['cluster', 'resourceGroup'],
  'Azure Kubernetes Service RBAC Cluster Admin': ['cluster', 'resourceGroup'],
} as const satisfies Record<string, readonly RoleScopeKind[]>;

/** A built-in role, by the name that the Azure portal and `az role assignment` use. */
export type RoleName = keyof typeof builtInRoles;

export const roleNames = Object.keys(builtInRoles) as readonly RoleName[];

/** Says why a role does nothing on a kind of resource; undefined if it fits. */
export function roleScopeProblem(role: RoleName, scope: RoleScopeKind): string | undefined {
  const scopes: readonly RoleScopeKind[] = builtInRoles[role];
  if (scopes.includes(scope)) return undefined;
  return `the role "${role}" grants nothing on a ${scope}; it works on: ${scopes.join(', ')}`;
}
