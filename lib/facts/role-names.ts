/** Kind of resource on which this platform assigns roles. */
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
 * Built-in roles that this platform assigns, by their Azure names, each with the kinds of resource
 * on which it grants a permission.
 *
 * @see learn.microsoft.com/azure/role-based-access-control/built-in-roles (2026-11)
 */
export const builtInRoles = {
  AcrPull: ['registry', 'resourceGroup'],
  AcrPush: ['registry', 'resourceGroup'],
  'Key Vault Secrets User': ['keyVault', 'resourceGroup'],
  'Key Vault Secrets Officer': ['keyVault', 'resourceGroup'],
  'Key Vault Certificate User': ['keyVault', 'resourceGroup'],
  // A topic has subscriptions, which receive its messages: a role on the topic includes them.
  'Azure Service Bus Data Receiver': ['serviceBus', 'queue', 'topic', 'subscription', 'resourceGroup'],
  'Azure Service Bus Data Sender': ['serviceBus', 'queue', 'topic', 'resourceGroup'],
  'Azure Service Bus Data Owner': ['serviceBus', 'queue', 'topic', 'subscription', 'resourceGroup'],
  'Storage Blob Data Reader': ['storage', 'container', 'resourceGroup'],
  'Storage Blob Data Contributor': ['storage', 'container', 'resourceGroup'],
  'Storage Blob Data Owner': ['storage', 'container', 'resourceGroup'],
  // Signs links to blobs, with a key that belongs to the account.
  'Storage Blob Delegator': ['storage', 'resourceGroup'],
  // Lists and renews the account's keys, which mounting an SMB share with an identity requires.
  'Storage Account Key Operator Service Role': ['storage', 'resourceGroup'],
  'Storage File Data SMB Share Reader': ['storage', 'share', 'resourceGroup'],
  'Storage File Data SMB Share Contributor': ['storage', 'share', 'resourceGroup'],
  'Storage File Data Privileged Reader': ['storage', 'share', 'resourceGroup'],
  'Storage File Data Privileged Contributor': ['storage', 'share', 'resourceGroup'],
  'Monitoring Data Reader': ['monitorWorkspace', 'resourceGroup'],
  'Network Contributor': ['subnet', 'resourceGroup'],
  'Private DNS Zone Contributor': ['privateDnsZone', 'resourceGroup'],
  'Managed Identity Operator': ['identity', 'resourceGroup'],
  // For the controllers of gateways: the resources that they change, and those that they only read.
  Contributor: ['applicationGateway', 'resourceGroup'],
  Reader: ['resourceGroup'],
  'AppGw for Containers Configuration Manager': ['loadBalancer', 'resourceGroup'],
  'Azure Kubernetes Service Cluster User Role': ['cluster', 'resourceGroup'],
  'Azure Kubernetes Service RBAC Reader': ['cluster', 'resourceGroup'],
  'Azure Kubernetes Service RBAC Cluster Admin': ['cluster', 'resourceGroup'],
} as const satisfies Record<string, readonly RoleScopeKind[]>;

/** Built-in role, by its name in the Azure portal and in `az role assignment`. */
export type RoleName = keyof typeof builtInRoles;

export const roleNames = Object.keys(builtInRoles) as readonly RoleName[];

/** Explains why a role has no effect on a kind of resource; undefined if it has one. */
export function roleScopeProblem(role: RoleName, scope: RoleScopeKind): string | undefined {
  const scopes: readonly RoleScopeKind[] = builtInRoles[role];
  if (scopes.includes(scope)) return undefined;
  return `role "${role}" has no effect on a ${scope}; it applies to: ${scopes.join(', ')}`;
}
