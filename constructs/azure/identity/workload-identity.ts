import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { UserAssignedIdentity } from '../../../imports/azurerm';
import { type AzurermVersion, defaultAzurermVersion } from '../../../lib/facts/azurerm-versions';
import { type KubernetesNameForm, kubernetesNameProblem } from '../../../lib/facts/kubernetes-names';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireRule, requireUnique } from '../../../lib/problems/value-rules';
import { type PrincipalId, principalId } from '../../../lib/values/ids';
import {
  maxFederatedCredentialsPerIdentity,
  type ServiceAccountRef,
  serviceAccountSubject,
  tokenExchangeAudience,
} from '../../../lib/values/service-account';
import { createFederatedCredential } from '../stack/azurerm-compatibility';
import { requireKnownName } from '../stack/known-name';
import { NameScope } from '../stack/readable-logical-ids';

/** Input of a WorkloadIdentity. */
export interface WorkloadIdentityProps {
  /** Name, 3 to 128 letters, digits, '_' and '-'. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /**
   * OIDC issuer of the cluster (`cluster.oidcIssuerUrl`). It ends with '/', and a copy without the
   * slash does not match. Required if there are federated identity credentials.
   *
   * @default none
   */
  readonly oidcIssuerUrl?: string;
  /** ServiceAccounts that may use this identity, at most 20. @default none */
  readonly federatedCredentials?: readonly WorkloadFederatedCredential[];
  /** Version of azurerm that the Terraform is written for. @default '4.55' */
  readonly azurerm?: AzurermVersion;
  /** Tags of the identity. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A federated identity credential for one ServiceAccount. */
export interface WorkloadFederatedCredential {
  /** Name, 3 to 120 letters, digits, '_' and '-'. */
  readonly name: string;
  /**
   * ServiceAccount of the subject. Entra ID compares the subject character by character, so it is
   * derived and not typed.
   */
  readonly serviceAccount: ServiceAccountRef;
}

/**
 * A user-assigned managed identity with federated identity credentials for ServiceAccounts. It
 * needs no password.
 *
 * All federated identity credentials of an identity must be in one stack: Azure rejects concurrent
 * writes below one identity, and the lock of the provider covers only one run
 * (hashicorp/terraform-provider-azurerm#29242).
 *
 * @throws {DefinitionError} for more than 20 credentials, two credentials with the same name or
 * ServiceAccount, names that are invalid in Azure or Kubernetes, or a missing issuer.
 */
export class WorkloadIdentity extends Construct {
  readonly identity: UserAssignedIdentity;

  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    super(scope, id);
    const credentials = props.federatedCredentials ?? [];
    checkCredentials(props, credentials);
    this.identity = new UserAssignedIdentity(this, 'identity', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      tags: props.tags && { ...props.tags },
    });
    const names = new NameScope(this, 'credentials');
    for (const { name, serviceAccount } of credentials) {
      createFederatedCredential(
        names,
        name,
        {
          name,
          identityId: this.identity.id,
          resourceGroupName: props.resourceGroupName,
          issuer: props.oidcIssuerUrl!,
          subject: serviceAccountSubject(serviceAccount),
          audience: [tokenExchangeAudience],
        },
        props.azurerm ?? defaultAzurermVersion,
      );
    }
  }

  /** Resource id. */
  get id(): string {
    return this.identity.id;
  }

  /** Client id as a Terraform expression. Pods and triggers reference it through a stack output. */
  get clientId(): string {
    return this.identity.clientId;
  }

  /** Object id as a Terraform expression, for role assignments. */
  get principalId(): PrincipalId {
    return principalId(this.identity.principalId);
  }
}

function checkCredentials(
  props: WorkloadIdentityProps,
  credentials: readonly WorkloadFederatedCredential[],
): void {
  const problems = ProblemList.create();
  requireKnownName(problems, 'name', 'managedIdentity', props.name);
  const at = problems.at('federatedCredentials');
  if (credentials.length > maxFederatedCredentialsPerIdentity) {
    at.add(
      '',
      `${credentials.length} federated identity credentials exceed the maximum of ${maxFederatedCredentialsPerIdentity} for an identity`,
      'Divide the ServiceAccounts among several identities.',
    );
  }
  requireUnique(
    at,
    'federated credential',
    credentials,
    ({ name }) => name.toLowerCase(),
    (index) => `[${index}].name`,
  );
  requireUnique(
    at,
    'ServiceAccount',
    credentials,
    ({ serviceAccount }) => serviceAccountSubject(serviceAccount),
    (index) => `[${index}].serviceAccount`,
  );
  for (const [index, { name, serviceAccount }] of credentials.entries()) {
    const credential = at.at(index);
    requireKnownName(credential, 'name', 'federatedCredential', name);
    requireObjectName(credential.at('serviceAccount'), 'namespace', 'label', serviceAccount.namespace);
    requireObjectName(credential.at('serviceAccount'), 'name', 'subdomain', serviceAccount.name);
  }
  if (credentials.length > 0 && props.oidcIssuerUrl === undefined) {
    problems.add(
      'oidcIssuerUrl',
      'it is missing, and federated identity credentials need it',
      "Set it to the cluster's oidcIssuerUrl.",
    );
  }
  problems.throwIfAny(`the identity ${props.name}`);
}

/**
 * Validates an object name. No token has the subject of an invalid name, and the pods get
 * AADSTS700213.
 */
function requireObjectName(problems: ProblemList, key: string, form: KubernetesNameForm, name: string): void {
  if (Token.isUnresolved(name)) return;
  requireRule(problems, key, kubernetesNameProblem(form, name), 'Use the name of the object in the cluster.');
}
