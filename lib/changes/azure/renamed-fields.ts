import type { JsonObject } from '../../values/json';

/**
 * Fields that azurerm renamed, by resource type: the old name and the new one. Within 4.x both
 * names are the same field, so the plan is empty.
 *
 * @see the schemas of hashicorp/terraform-provider-azurerm 4.62 and 4.65, `FivePointOh()` (2026-12)
 */
const renamedFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  azurerm_application_gateway: { enable_http2: 'http2_enabled' },
  azurerm_federated_identity_credential: { parent_id: 'user_assigned_identity_id' },
};

/**
 * Fields that repeat a part of another field, by resource type. A version of azurerm made them
 * optional and computed, so the plan is empty without them.
 *
 * @see `ResourceGroupNameDeprecatedComputed` of hashicorp/go-azure-helpers, in azurerm since 4.60
 * (2026-12)
 */
const repeatedFields: Readonly<Record<string, readonly string[]>> = {
  azurerm_federated_identity_credential: ['resource_group_name'],
};

/** Both sides of a change in the form of the version of azurerm that the second side is for. */
export function inOneForm(
  type: string,
  before: JsonObject,
  after: JsonObject,
): readonly [before: JsonObject, after: JsonObject] {
  const old = { ...before };
  for (const [one, other] of Object.entries(renamedFields[type] ?? {})) {
    for (const [was, is] of [
      [one, other],
      [other, one],
    ] as const) {
      if (!(was in before) || is in before || was in after || !(is in after)) continue;
      old[is] = before[was];
      delete old[was];
    }
  }
  const now = { ...after };
  for (const field of repeatedFields[type] ?? []) {
    if (!(field in before)) delete now[field];
    if (!(field in after)) delete old[field];
  }
  return [old, now];
}
