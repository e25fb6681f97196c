import type { CompletePlatform } from '../../definition/platform-definition';
import type { CompleteIdentity, RoleGrantDefinition } from '../../definition/services-definition';
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

/**
 * Resolves the identities of the definition and those that the platform creates, each with the
 * roles that its workloads need.
 */
export function resolveIdentities(
  definition: CompletePlatform,
  namespace: string,
  needs: readonly IdentityNeed[],
  problems: ProblemList,
): readonly ResolvedIdentity[] {
  const definitions = definition.identities;
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
    const index = definitions.findIndex((identity) => identity.name === name);
    if (index !== -1)
      at.at(index).add(
        'name',
        `"${name}" is the name of an identity that the platform creates`,
        'Choose another name.',
      );
    requireRule(
      at,
      '',
      azureNameProblem('managedIdentity', name),
      'Choose a shorter name for the cluster or the workload.',
    );
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
        `${identity.federatedCredentials.length} federated credentials, including the one for KEDA; Azure allows ${maxFederatedCredentialsPerIdentity}`,
        'Use several identities for the ServiceAccounts.',
      );
    }
  });
  return withNeeds;
}

function resolveIdentity(
  definition: CompleteIdentity,
  platform: CompletePlatform,
  namespace: string,
  problems: ProblemList,
): ResolvedIdentity {
  requireRule(problems, 'name', azureNameProblem('managedIdentity', definition.name), 'Choose another name.');
  const credentials = definition.federatedCredentials;
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
    roles: definition.roles.flatMap((grant, index) =>
      resolveGrant(grant, platform, problems.at('roles').at(index)),
    ),
  };
}

function resolveGrant(
  grant: RoleGrantDefinition,
  platform: CompletePlatform,
  problems: ProblemList,
): readonly ResolvedRoleGrant[] {
  const scope = resolveScope(grant.on);
  if (!roleNames.includes(grant.role)) {
    problems.add(
      'role',
      `"${grant.role}" is not a role that the platform assigns`,
      knownNames(grant.role, roleNames),
    );
    return [];
  }
  requireRule(
    problems,
    'role',
    roleScopeProblem(grant.role, scope.kind),
    'Change role, or the resource in on.',
  );
  const missing = missingTarget(scope, platform);
  if (missing !== undefined) problems.add('on', missing, 'Add it to the definition, or remove the role.');
  return [{ role: grant.role, scope }];
}

/** A ServiceAccount names one identity in its annotation, so a second one would never be used. */
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
            `the ServiceAccount ${serviceAccount.namespace}/${serviceAccount.name} already acts as the identity ${owner}`,
            'Use a different ServiceAccount for each identity.',
          );
      }
      owners.set(subject, identity.name);
    }
  });
}

/** Adds the federated credential and the roles that an identity lacks. */
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
