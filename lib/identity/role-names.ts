/** What a role may be assigned on, in this platform. */
export type RoleScopeKind =
  | 'keyVault'
  | 'registry'
  | 'serviceBus'
  | 'queue'
  | 'monitorWorkspace'
  | 'subnet'
  | 'privateDnsZone'
  | 'identity'
  | 'cluster'
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
  'Azure Service Bus Data Receiver': ['serviceBus', 'queue', 'resourceGroup'],
  'Azure Service Bus Data Sender': ['serviceBus', 'queue', 'resourceGroup'],
  'Azure Service Bus Data Owner': ['serviceBus', 'queue', 'resourceGroup'],
  'Monitoring Data Reader': ['monitorWorkspace', 'resourceGroup'],
  'Network Contributor': ['subnet', 'resourceGroup'],
  'Private DNS Zone Contributor': ['privateDnsZone', 'resourceGroup'],
  'Managed Identity Operator': ['identity', 'resourceGroup'],
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
