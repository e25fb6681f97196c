import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { RoleAssignment } from '../../../imports/azurerm';
import { type RoleName, type RoleScopeKind, roleScopeProblem } from '../../../lib/facts/role-names';
import { ProblemList } from '../../../lib/problems/problem-list';
import type { PrincipalId } from '../../../lib/values/ids';

/** Input of a RoleGrant. */
export interface RoleGrantProps {
  /** Name of the built-in role. */
  readonly role: RoleName;
  /**
   * Object id of the identity. A client id does not compile: Azure would search for it for 30
   * minutes and fail.
   */
  readonly principalId: PrincipalId;
  /** Resource on which the role applies. */
  readonly scope: RoleGrantScope;
  /** Reason, which the Azure portal shows. Azure cannot change it later. @default none */
  readonly description?: string;
  /** Additional dependencies. @default only the resources of the ids */
  readonly dependsOn?: ITerraformDependable[];
}

/** A resource with its kind. The kind determines whether the role grants anything on it. */
export interface RoleGrantScope {
  /** Kind of the resource. */
  readonly kind: RoleScopeKind;
  /** Resource id. */
  readonly id: string;
}

/**
 * Assigns a built-in role on a resource to a managed identity.
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
      problems.add('role', problem, 'Use another role or another scope.');
      problems.throwIfAny(`the role grant ${this.node.path}`);
    }
    this.assignment = new RoleAssignment(this, 'role', {
      scope: props.scope.id,
      roleDefinitionName: props.role,
      principalId: props.principalId,
      // Without it, Azure looks up the principal in Entra ID, which may not have replicated a new
      // identity yet (PrincipalNotFound).
      principalType: 'ServicePrincipal',
      description: props.description,
      dependsOn: props.dependsOn,
    });
  }
}
