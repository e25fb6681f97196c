import {
  type Deployment,
  type Json,
  ofKind,
  referenced,
  resourcesOf,
  type Target,
  targetOf,
} from './deployment';
import type { PodTemplate } from './pods';

const identityType = 'azurerm_user_assigned_identity';

interface Subject {
  readonly subject: string;
  readonly identity: Json;
}

/** Subjects of federated credentials with their identity. */
export function subjects(deployment: Deployment): readonly Subject[] {
  return resourcesOf(deployment, 'azurerm_federated_identity_credential').map(([, credential]) => ({
    subject: credential.subject,
    // azurerm 5 renames parent_id to user_assigned_identity_id.
    identity: referenced(
      deployment,
      credential.user_assigned_identity_id ?? credential.parent_id,
      identityType,
    ),
  }));
}

/** The identity of a client id in the outputs file, according to the stack outputs. */
export function identityOfClientId(deployment: Deployment, clientId: string): Json | undefined {
  const output = Object.keys(deployment.outputs).find(
    (name) => name.startsWith('client_id_') && deployment.outputs[name] === clientId,
  );
  return output === undefined
    ? undefined
    : referenced(deployment, deployment.stackOutputs[output]?.value ?? '', identityType);
}

/** The identity of a pod: that of the client id of its ServiceAccount, if the identity trusts this ServiceAccount. */
export function identityOfPod(deployment: Deployment, pod: PodTemplate): Json | undefined {
  const name = pod.template.spec.serviceAccountName;
  const account = ofKind(deployment, 'ServiceAccount').find(
    ({ metadata }) => metadata.name === name && metadata.namespace === pod.namespace,
  );
  const clientId = account?.metadata.annotations?.['azure.workload.identity/client-id'];
  const identity = clientId === undefined ? undefined : identityOfClientId(deployment, clientId);
  const isTrusted = subjects(deployment).some(
    (each) => each.identity === identity && each.subject === `system:serviceaccount:${pod.namespace}:${name}`,
  );
  return isTrusted ? identity : undefined;
}

/** The identity that KEDA uses for a trigger: that of its TriggerAuthentication, if the identity trusts the KEDA operator. */
export function identityOfTrigger(
  deployment: Deployment,
  namespace: string,
  trigger: Json,
): Json | undefined {
  const authentication = ofKind(deployment, 'TriggerAuthentication').find(
    ({ metadata }) => metadata.name === trigger.authenticationRef?.name && metadata.namespace === namespace,
  );
  const identity = identityOfClientId(deployment, authentication?.spec.podIdentity?.identityId ?? '');
  const isTrusted = subjects(deployment).some(
    (each) =>
      each.identity === identity && each.subject === 'system:serviceaccount:kube-system:keda-operator',
  );
  return isTrusted ? identity : undefined;
}

/** A role assignment of an identity. */
export interface Grant {
  readonly identity: Json;
  readonly role: string;
  readonly on: Target | undefined;
}

/** Role assignments of managed identities. */
export function grantsOf(deployment: Deployment): readonly Grant[] {
  return resourcesOf(deployment, 'azurerm_role_assignment').flatMap(([, assignment]) => {
    const identity = referenced(deployment, assignment.principal_id, identityType);
    return identity === undefined
      ? []
      : [{ identity, role: assignment.role_definition_name, on: targetOf(deployment, assignment.scope) }];
  });
}

export function hasRole(deployment: Deployment, identity: Json, role: string, on: Json): boolean {
  return (
    identity !== undefined &&
    on !== undefined &&
    grantsOf(deployment).some(
      (grant) => grant.identity === identity && grant.role === role && grant.on?.resource === on,
    )
  );
}
