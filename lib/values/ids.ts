/**
 * Ids of Entra ID and Azure as distinct types. All are GUIDs, and a client id in place of a
 * principal id is a common error (hashicorp/terraform-provider-azurerm#25506). The brand turns it
 * into a compile error.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/**
 * Application (client) id of a managed identity. ServiceAccounts, SecretProviderClasses and KEDA
 * triggers use it.
 */
export type ClientId = Branded<'ClientId'>;
/** Object (principal) id of an identity in Entra ID. Role assignments use it. */
export type PrincipalId = Branded<'PrincipalId'>;
/** Id of an Entra ID tenant. */
export type TenantId = Branded<'TenantId'>;
/** Id of an Azure subscription. */
export type SubscriptionId = Branded<'SubscriptionId'>;

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const emptyGuidPattern = /^[0-]+$/;

/**
 * Returns the problem of a GUID; undefined if it is valid. The all-zero GUID is a placeholder, not
 * an id.
 */
export function guidProblem(value: unknown): string | undefined {
  if (typeof value !== 'string' || !guidPattern.test(value)) {
    return `${JSON.stringify(value)} is not a GUID (8-4-4-4-12 hexadecimal digits)`;
  }
  return emptyGuidPattern.test(value) ? 'the all-zero GUID is a placeholder, not an id' : undefined;
}

/** @throws {Error} if the value is not a GUID. */
export const clientId = (value: string): ClientId => parseGuid(value, 'client id') as ClientId;
/** @throws {Error} if the value is not a GUID. */
export const tenantId = (value: string): TenantId => parseGuid(value, 'tenant id') as TenantId;
/** @throws {Error} if the value is not a GUID. */
export const subscriptionId = (value: string): SubscriptionId =>
  parseGuid(value, 'subscription id') as SubscriptionId;

/**
 * Marks a value as a principal id without checking it: Azure assigns principal ids during apply, so
 * the value is a Terraform expression (`${azurerm_user_assigned_identity.x.principal_id}`).
 */
export const principalId = (value: string): PrincipalId => value as PrincipalId;

function parseGuid(value: string, what: string): string {
  const problem = guidProblem(value);
  if (problem !== undefined) throw new Error(`Invalid ${what}: ${problem}.`);
  return value.toLowerCase();
}
