import { listAt, textAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';
import { type FoundResource, referenceOf } from '../terraform-resource';

/** A federated credential of an identity. */
export interface FederatedCredential {
  readonly resource: FoundResource;
  /** Address of the identity; undefined if the reference is not resolvable. */
  readonly identity: string | undefined;
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  readonly audiences: readonly unknown[];
}

/** Every federated credential. azurerm 4.x and 5.x name the identity attribute differently. */
export function federatedCredentialsOf(picture: DeploymentPicture): readonly FederatedCredential[] {
  return picture.once(readCredentials);
}

function readCredentials(picture: DeploymentPicture): readonly FederatedCredential[] {
  return picture.resourcesOf('azurerm_federated_identity_credential').map((resource) => {
    const { attributes } = resource;
    const audience = attributes['audience'];
    return {
      resource,
      identity: referenceOf(attributes['user_assigned_identity_id'] ?? attributes['parent_id'])?.address,
      subject: textAt(attributes, 'subject'),
      issuer: textAt(attributes, 'issuer'),
      audiences: Array.isArray(audience)
        ? listAt(attributes, 'audience')
        : audience === undefined
          ? []
          : [audience],
    };
  });
}

/** A role assignment. */
export interface RoleAssignment {
  readonly resource: FoundResource;
  /** Address of the identity or cluster that has the role, and the attribute in principal_id. */
  readonly principal: { readonly address: string; readonly attribute: string } | undefined;
  readonly role: string | undefined;
  /** Address of the resource in the scope. */
  readonly scope: string | undefined;
}

export function roleAssignmentsOf(picture: DeploymentPicture): readonly RoleAssignment[] {
  return picture.once(readAssignments);
}

function readAssignments(picture: DeploymentPicture): readonly RoleAssignment[] {
  return picture.resourcesOf('azurerm_role_assignment').map((resource) => {
    const { attributes } = resource;
    const principal = referenceOf(attributes['principal_id']);
    return {
      resource,
      principal: principal && { address: principal.address, attribute: principal.attribute },
      role: textAt(attributes, 'role_definition_name'),
      scope: referenceOf(attributes['scope'])?.address,
    };
  });
}

/**
 * Roles of an identity on any of the resources, or on a resource group or subscription. An
 * undefined role is an assignment that may apply but is not resolvable.
 */
export function rolesOn(
  picture: DeploymentPicture,
  identity: string,
  addresses: readonly string[],
): readonly (string | undefined)[] {
  return roleAssignmentsOf(picture)
    .filter(({ principal, scope, resource }) => {
      if (principal === undefined || resource.isMultiple) return true;
      const isAbove =
        scope === undefined || /^(?:data\.)?azurerm_(?:resource_group|subscription)\b/.test(scope);
      return principal.address === identity && (isAbove || addresses.includes(scope));
    })
    .map(({ role, principal }) => (principal?.address === identity ? role : undefined));
}
