import type { CompletePlatform } from '../../definition/platform-definition';
import type { TriggerNeed } from '../../engine/scaling/trigger-kind';
import { kedaOperator } from '../../values/service-account';
import { argoCdNamespace, configuresNotifications, notificationSecrets } from '../gitops/notification-names';
import { ingressWorkload, notificationsWorkload } from '../gitops/platform-workloads';
import { secretGrants, secretReader } from '../workloads/secret-grants';
import type { WorkloadAccount } from '../workloads/workload-facets';
import { definedWorkloads } from '../workloads/workload-kinds';
import { scalerIdentityName, workloadIdentityName } from './identity-names';
import type { IdentityNeed } from './identity-need';
import type { ResolvedRoleGrant } from './role-scopes';

/**
 * Every role that the workloads and their scalers need, and no other. Reads the definition alone,
 * because workloads are resolved with the identities that result. Names that do not exist are
 * reported where the workload is resolved.
 */
export function identityNeeds(definition: CompletePlatform, namespace: string): readonly IdentityNeed[] {
  const { name: cluster } = definition.cluster;
  const needOf = (account: WorkloadAccount, grants: readonly ResolvedRoleGrant[]) =>
    workloadNeed(account, grants, cluster, namespace);
  const workloads = definedWorkloads(definition);
  return [
    ...workloads.flatMap(({ account, grants }) => needOf(account, grants)),
    // An Application Gateway reads its certificates itself, with an identity that the Azure half
    // creates.
    ...(definition.ingress === undefined || definition.ingress.type === 'application-gateway'
      ? []
      : needOf({ name: ingressWorkload }, secretReader)),
    ...needOf(
      { name: notificationsWorkload, namespace: argoCdNamespace(definition) },
      configuresNotifications(definition)
        ? secretGrants(notificationSecrets(definition.gitOps.notifications!))
        : [],
    ),
    ...workloads.flatMap(({ scalerGrants }) => scalerGrants).map((grant) => scalerNeed(grant, cluster)),
  ];
}

function workloadNeed(
  account: WorkloadAccount,
  grants: readonly ResolvedRoleGrant[],
  cluster: string,
  namespace: string,
): readonly IdentityNeed[] {
  if (account.identity !== undefined)
    return [{ identityName: account.identity, isOwn: false, trusts: undefined, grants }];
  if (grants.length === 0) return [];
  const serviceAccount = { namespace: account.namespace ?? namespace, name: account.name };
  return [
    {
      identityName: workloadIdentityName(cluster, account.name),
      isOwn: true,
      trusts: { credentialName: `${account.name}-fed`, serviceAccount },
      grants,
    },
  ];
}

function scalerNeed({ identity, role, scope }: TriggerNeed, cluster: string): IdentityNeed {
  return {
    identityName: identity ?? scalerIdentityName(cluster),
    isOwn: identity === undefined,
    trusts: { credentialName: 'keda-operator', serviceAccount: kedaOperator },
    grants: [{ role, scope }],
  };
}
