/**
 * Ids of Entra ID and Azure as distinct types: a client id where a principal id belongs is the classic
 * mistake (hashicorp/terraform-provider-azurerm#25506), and both are GUIDs. The brand makes it not compile.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The application id of a managed identity: what a ServiceAccount, SecretProviderClass or KEDA trigger names. */
export type ClientId = Branded<'ClientId'>;
/** The object id of an identity in Entra ID: what a role is assigned to. */
export type PrincipalId = Branded<'PrincipalId'>;
export type TenantId = Branded<'TenantId'>;
export type SubscriptionId = Branded<'SubscriptionId'>;

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const emptyGuidPattern = /^[0-]+$/;

/** Says what is wrong with a GUID; undefined if it is right. The all-zero GUID is a placeholder, not an id. */
export function guidProblem(value: unknown): string | undefined {
  if (typeof value !== 'string' || !guidPattern.test(value)) {
    return `${JSON.stringify(value)} is not a GUID (8-4-4-4-12 hexadecimal digits)`;
  }
  return emptyGuidPattern.test(value) ? 'the all-zero GUID is a placeholder, not an id' : undefined;
}

export const clientId = (value: string): ClientId => parseGuid(value, 'client id') as ClientId;
export const tenantId = (value: string): TenantId => parseGuid(value, 'tenant id') as TenantId;
export const subscriptionId = (value: string): SubscriptionId =>
  parseGuid(value, 'subscription id') as SubscriptionId;

/**
 * A principal id is known to Terraform alone, so it is an expression there
 * (`${azurerm_user_assigned_identity.x.principal_id}`) and is not parsed.
 */
export const principalId = (value: string): PrincipalId => value as PrincipalId;

function parseGuid(value: string, what: string): string {
  const problem = guidProblem(value);
  if (problem !== undefined) throw new Error(`Not a ${what}: ${problem}.`);
  return value.toLowerCase();
}
