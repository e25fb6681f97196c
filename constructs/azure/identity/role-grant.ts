import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { RoleAssignment } from '../../../imports/azurerm';
import { type RoleName, type RoleScopeKind, roleScopeProblem } from '../../../lib/facts/role-names';
import { ProblemList } from '../../../lib/problems/problem-list';
import type { PrincipalId } from '../../../lib/values/ids';

/** Input of a RoleGrant. */
export interface RoleGrantProps {
  /** Built-in role, by Azure's name. */
  readonly role: RoleName;
  /** Object id of the identity. A client id does not compile: Azure would look for it for half an hour, and fail. */
  readonly principalId: PrincipalId;
  /** What the role is on. */
  readonly scope: RoleGrantScope;
  /** Why; shown in the portal. Fixed at creation. Default: none. */
  readonly description?: string;
  /** Default: none besides what the ids refer to. */
  readonly dependsOn?: ITerraformDependable[];
}

/** A resource by its kind and id: the kind tells whether the role grants anything there. */
export interface RoleGrantScope {
  readonly kind: RoleScopeKind;
  /** Resource id. */
  readonly id: string;
}

/**
 * A built-in role for a managed identity on a resource.
 *
 * @throws {DefinitionError} if the role grants nothing on that kind of resource.
 */
export class RoleGrant extends Construct {
  readonly assignment: RoleAssignment;

  constructor(scope: Construct, id: string, props: RoleGrantProps) {
    super(scope, id);
    const problem = roleScopeProblem(props.role, props.scope.kind);
    if (problem !== undefined) {
      const problems = ProblemList.create();
      problems.add('role', problem, 'Change the role, or what it is on.');
      problems.throwIfAny(`the role grant ${this.node.path}`);
    }
    this.assignment = new RoleAssignment(this, 'role', {
      scope: props.scope.id,
      roleDefinitionName: props.role,
      principalId: props.principalId,
      // Without it Azure looks the principal up in Entra ID, which does not know a new identity yet (PrincipalNotFound).
      principalType: 'ServicePrincipal',
      description: props.description,
      dependsOn: props.dependsOn,
    });
  }
}
