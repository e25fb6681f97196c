import type { PlatformDefinition } from '../definition/platform-definition';
import type {
  IdentityDefinition,
  RoleGrantDefinition,
  RoleScopeDefinition,
} from '../definition/services-definition';
import { roleNames, roleScopeProblem } from '../identity/role-names';
import {
  kedaOperator,
  maxFederatedCredentialsPerIdentity,
  serviceAccountSubject,
} from '../identity/service-account';
import { azureNameProblem } from '../naming/azure-names';
import { kubernetesNameProblem } from '../naming/kubernetes-names';
import { outputNames } from '../outputs/output-names';
import type { ProblemList } from '../problems/problem-list';
import { knownNames, requireRule, requireUnique } from '../problems/value-rules';
import type { ResolvedIdentity, ResolvedRoleGrant, ResolvedRoleScope } from './resolved-platform';

/** Reading the depth of a queue is a management call, which Data Receiver does not allow (kedacore/keda#7822, #806). */
const scalerRole = 'Azure Service Bus Data Owner';

/** What the triggers of the workloads ask of identities. */
export interface TriggerIdentityUse {
  readonly identityName: string;
  readonly queue: string;
}

/** The identity of KEDA's own that triggers use when they name none. */
export const scalerIdentityName = (clusterName: string) => `${clusterName}-keda`;

export function resolveIdentities(
  definition: PlatformDefinition,
  namespace: string,
  triggerUses: readonly TriggerIdentityUse[],
  problems: ProblemList,
): readonly ResolvedIdentity[] {
  const definitions = definition.identities ?? [];
  const at = problems.at('identities');
  requireUnique(
    at,
    'identity',
    definitions,
    (identity) => identity.name,
    (index) => `[${index}].name`,
  );
  const resolved = definitions.map((identity, index) =>
    resolveIdentity(identity, definition, namespace, at.at(index)),
  );
  checkServiceAccountOwners(resolved, at);

  const scalerName = scalerIdentityName(definition.cluster.name);
  if (definitions.some((identity) => identity.name === scalerName)) {
    at.add('', `the name "${scalerName}" is taken by the platform, for KEDA`, 'Choose another name.');
  }
  const needsScaler = triggerUses.some((use) => use.identityName === scalerName);
  const all = needsScaler ? [...resolved, emptyIdentity(scalerName)] : resolved;
  const withScaling = all.map((identity) => withTriggerRights(identity, triggerUses));
  withScaling.forEach((identity, index) => {
    if (identity.federatedCredentials.length > maxFederatedCredentialsPerIdentity) {
      at.at(index).add(
        'federatedCredentials',
        `${identity.federatedCredentials.length} federated credentials, KEDA's included; an identity may have ${maxFederatedCredentialsPerIdentity}`,
        'Divide the ServiceAccounts among several identities.',
      );
    }
  });
  return withScaling;
}

function resolveIdentity(
  definition: IdentityDefinition,
  platform: PlatformDefinition,
  namespace: string,
  problems: ProblemList,
): ResolvedIdentity {
  requireRule(problems, 'name', azureNameProblem('managedIdentity', definition.name), 'Choose another name.');
  const credentials = definition.federatedCredentials ?? [];
  const at = problems.at('federatedCredentials');
  requireUnique(
    at,
    'federated credential',
    credentials,
    (credential) => credential.name.toLowerCase(),
    (index) => `[${index}].name`,
  );
  const federatedCredentials = credentials.map((credential, index) => {
    const here = at.at(index);
    requireRule(
      here,
      'name',
      azureNameProblem('federatedCredential', credential.name),
      'Choose another name.',
    );
    requireRule(
      here,
      'serviceAccount',
      kubernetesNameProblem('subdomain', credential.serviceAccount),
      'Choose another name.',
    );
    const serviceAccount = { namespace: credential.namespace ?? namespace, name: credential.serviceAccount };
    requireRule(
      here,
      'namespace',
      kubernetesNameProblem('label', serviceAccount.namespace),
      'Choose another name.',
    );
    return { name: credential.name, serviceAccount };
  });
  requireUnique(
    at,
    'ServiceAccount',
    federatedCredentials,
    (credential) => serviceAccountSubject(credential.serviceAccount),
    (index) => `[${index}].serviceAccount`,
  );
  return {
    ...emptyIdentity(definition.name),
    federatedCredentials,
    roles: (definition.roles ?? []).flatMap((grant, index) =>
      resolveGrant(grant, platform, problems.at('roles').at(index)),
    ),
  };
}

function resolveGrant(
  grant: RoleGrantDefinition,
  platform: PlatformDefinition,
  problems: ProblemList,
): readonly ResolvedRoleGrant[] {
  const scope = resolveScope(grant.on);
  if (!roleNames.includes(grant.role)) {
    problems.add(
      'role',
      `"${grant.role}" is not a role that this platform assigns`,
      knownNames(grant.role, roleNames),
    );
    return [];
  }
  requireRule(
    problems,
    'role',
    roleScopeProblem(grant.role, scope.kind),
    'Change the role, or what it is on.',
  );
  const missing = missingTarget(scope, platform);
  if (missing !== undefined) problems.add('on', missing, 'Define it, or remove the role.');
  return [{ role: grant.role, scope }];
}

function resolveScope(on: RoleScopeDefinition): ResolvedRoleScope {
  return typeof on === 'string' ? { kind: on } : { kind: 'queue', queue: on.queue };
}

function missingTarget(scope: ResolvedRoleScope, platform: PlatformDefinition): string | undefined {
  switch (scope.kind) {
    case 'keyVault':
    case 'registry':
    case 'serviceBus':
      return platform[scope.kind] === undefined ? `the platform defines no ${scope.kind}` : undefined;
    case 'monitorWorkspace':
      return platform.cluster.managedPrometheus === false ? 'managedPrometheus is off' : undefined;
    case 'queue': {
      const names = (platform.serviceBus?.queues ?? []).map((queue) => queue.name);
      return names.includes(scope.queue)
        ? undefined
        : `there is no queue "${scope.queue}". ${knownNames(scope.queue, names)}`;
    }
    case 'resourceGroup':
      return undefined;
  }
}

/** One ServiceAccount has one default identity; two would silently hide each other. */
function checkServiceAccountOwners(identities: readonly ResolvedIdentity[], problems: ProblemList): void {
  const owners = new Map<string, string>();
  identities.forEach((identity, index) => {
    for (const { serviceAccount } of identity.federatedCredentials) {
      const subject = serviceAccountSubject(serviceAccount);
      const owner = owners.get(subject);
      if (owner !== undefined && owner !== identity.name) {
        problems
          .at(index)
          .add(
            'federatedCredentials',
            `the ServiceAccount ${serviceAccount.namespace}/${serviceAccount.name} already acts as ${owner}`,
            'Give each identity ServiceAccounts of its own.',
          );
      }
      owners.set(subject, identity.name);
    }
  });
}

/** KEDA's operator exchanges its own token for the identity, so it needs a credential on it, and the rights to look. */
function withTriggerRights(
  identity: ResolvedIdentity,
  uses: readonly TriggerIdentityUse[],
): ResolvedIdentity {
  const queues = [
    ...new Set(uses.filter((use) => use.identityName === identity.name).map((use) => use.queue)),
  ].sort();
  if (queues.length === 0) return identity;
  const missing = queues.filter((queue) => !identity.roles.some((grant) => grantsScaler(grant, queue)));
  return {
    ...identity,
    federatedCredentials: [
      ...identity.federatedCredentials,
      { name: 'keda-operator', serviceAccount: kedaOperator },
    ],
    roles: [
      ...identity.roles,
      ...missing.map((queue) => ({ role: scalerRole, scope: { kind: 'queue', queue } }) as const),
    ],
  };
}

function grantsScaler({ role, scope }: ResolvedRoleGrant, queue: string): boolean {
  if (role !== scalerRole) return false;
  return scope.kind === 'queue'
    ? scope.queue === queue
    : scope.kind === 'serviceBus' || scope.kind === 'resourceGroup';
}

function emptyIdentity(name: string): ResolvedIdentity {
  return { name, federatedCredentials: [], roles: [], clientIdOutput: outputNames.clientId(name) };
}
