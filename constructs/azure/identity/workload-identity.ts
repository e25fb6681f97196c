import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { UserAssignedIdentity } from '../../../imports/azurerm';
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
import { type AzurermMajor, createFederatedCredential } from '../stack/azurerm-compatibility';
import { requireKnownName } from '../stack/known-name';
import { NameScope } from '../stack/readable-logical-ids';

/** Input of a WorkloadIdentity. */
export interface WorkloadIdentityProps {
  /** 3 to 128 letters, digits, '_' and '-'. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /**
   * The cluster's issuer as Terraform has it (`cluster.oidcIssuerUrl`): it ends with '/', and a copy without it does not
   * match. Wanted if there are ServiceAccounts.
   */
  readonly oidcIssuerUrl?: string;
  /** The ServiceAccounts that may act as this identity, at most 20. Default: none. */
  readonly federatedCredentials?: readonly WorkloadFederatedCredential[];
  /** Major version of azurerm that the Terraform is for. Default: 4. */
  readonly azurermMajor?: AzurermMajor;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Lets one ServiceAccount act as the identity. */
export interface WorkloadFederatedCredential {
  /** 3 to 120 letters, digits, '_' and '-'. */
  readonly name: string;
  /** The subject is made of it, so that it cannot be mistyped: Entra ID compares it letter by letter. */
  readonly serviceAccount: ServiceAccountRef;
}

/**
 * A user-assigned managed identity with the ServiceAccounts that act as it, without a password anywhere.
 *
 * All federated credentials of an identity belong into one stack: Azure refuses concurrent writes under one identity, and
 * the provider's own lock reaches no further than one run (hashicorp/terraform-provider-azurerm#29242).
 *
 * @throws {DefinitionError} for more than 20 credentials, two of one name or one ServiceAccount, names that Azure or Kubernetes refuses,
 * or a missing issuer.
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
        props.azurermMajor ?? 4,
      );
    }
  }

  /** Resource id. */
  get id(): string {
    return this.identity.id;
  }

  /** Application id, as a Terraform expression: what pods and triggers name, through a stack output. */
  get clientId(): string {
    return this.identity.clientId;
  }

  /** Object id, as a Terraform expression: what roles are granted to. */
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
      `${credentials.length} federated credentials; an identity may have ${maxFederatedCredentialsPerIdentity}`,
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
      'it is missing, and federated credentials trust it',
      "Give the cluster's oidcIssuerUrl.",
    );
  }
  problems.throwIfAny(`the identity ${props.name}`);
}

/** A name that no object can have makes a subject that no token ever has, and nothing tells: the pods get AADSTS700213. */
function requireObjectName(problems: ProblemList, key: string, form: KubernetesNameForm, name: string): void {
  if (Token.isUnresolved(name)) return;
  requireRule(
    problems,
    key,
    kubernetesNameProblem(form, name),
    'Give the name of the object in the cluster.',
  );
}
