import type { PlatformDefinition } from '../../definition/platform-definition';
import type { IdentityDefinition, RoleGrantDefinition } from '../../definition/services-definition';
import { azureNameProblem } from '../../facts/azure-names';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import { roleNames, roleScopeProblem } from '../../facts/role-names';
import type { ProblemList } from '../../problems/problem-list';
import { knownNames, requireRule, requireUnique } from '../../problems/value-rules';
import { maxFederatedCredentialsPerIdentity, serviceAccountSubject } from '../../values/service-account';
import { clientIdOutput } from '../outputs/client-id-output';
import type { IdentityNeed } from './identity-need';
import type { ResolvedIdentity } from './resolved-identity';
import { covers, missingTarget, type ResolvedRoleGrant, resolveScope } from './role-scopes';

export function resolveIdentities(
  definition: PlatformDefinition,
  namespace: string,
  needs: readonly IdentityNeed[],
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

  const ownNames = [...new Set(needs.filter((need) => need.isOwn).map((need) => need.identityName))];
  for (const name of ownNames) {
    if (definitions.some((identity) => identity.name === name))
      at.add(
        '',
        `the name "${name}" is taken by the platform, for an identity of its own`,
        'Choose another name.',
      );
    requireRule(at, '', azureNameProblem('managedIdentity', name), 'Shorten the names that it is made of.');
  }
  const all = [...resolved, ...ownNames.map(emptyIdentity)];
  const withNeeds = all.map((identity) =>
    needs
      .filter((need) => need.identityName === identity.name)
      .reduce((known, need) => withNeed(known, need), identity),
  );
  withNeeds.forEach((identity, index) => {
    if (identity.federatedCredentials.length > maxFederatedCredentialsPerIdentity) {
      at.at(index).add(
        'federatedCredentials',
        `${identity.federatedCredentials.length} federated credentials, KEDA's included; an identity may have ${maxFederatedCredentialsPerIdentity}`,
        'Divide the ServiceAccounts among several identities.',
      );
    }
  });
  return withNeeds;
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

/** Adds what a workload, or a scaler, needs of an identity and it does not have yet. */
function withNeed(identity: ResolvedIdentity, { trusts, grants }: IdentityNeed): ResolvedIdentity {
  const isTrusted = identity.federatedCredentials.some(
    ({ serviceAccount }) =>
      trusts !== undefined &&
      serviceAccountSubject(serviceAccount) === serviceAccountSubject(trusts.serviceAccount),
  );
  return {
    ...identity,
    federatedCredentials:
      trusts === undefined || isTrusted
        ? identity.federatedCredentials
        : [
            ...identity.federatedCredentials,
            { name: trusts.credentialName, serviceAccount: trusts.serviceAccount },
          ],
    roles: [
      ...identity.roles,
      ...grants.filter((grant) => !identity.roles.some((role) => covers(role, grant))),
    ],
  };
}

function emptyIdentity(name: string): ResolvedIdentity {
  return { name, federatedCredentials: [], roles: [], clientIdOutput: clientIdOutput(name) };
}
