import type { ModelSourceDefinition } from '../definition/inference-definition';
import type { PlatformDefinition } from '../definition/platform-definition';
import type { ScalingDefinition } from '../definition/scaling-definition';
import type { ApplicationDefinition, SecretVariableDefinition } from '../definition/workload-definition';
import { modelSourceRoles } from '../engine/inference/model-source';
import { serviceBusNeed } from '../engine/scaling/scalers/service-bus';
import { triggerKindOf } from '../engine/scaling/trigger-kinds';
import type { RoleName } from '../facts/role-names';
import { ProblemList } from '../problems/problem-list';
import { kedaOperator, type ServiceAccountRef } from '../values/service-account';
import { connectionsOf } from './connections';
import { langfuseNames } from './langfuse-names';
import { argoCdNamespace, configuresNotifications, notificationSecrets } from './notification-names';
import type { ResolvedRoleScope } from './resolved-platform';
import { agentSecrets, inferenceSecrets, liteLlmSecrets } from './workload-secrets';

/** That an identity has to trust a ServiceAccount, or to have a role. */
export interface IdentityNeed {
  readonly identityName: string;
  /** Whether the platform makes the identity for this, or the user defined it. */
  readonly isOwn: boolean;
  /** ServiceAccount that acts as it. Undefined: one of those that the user's identity has. */
  readonly trusts:
    | { readonly credentialName: string; readonly serviceAccount: ServiceAccountRef }
    | undefined;
  readonly grants: readonly NeededGrant[];
}

export interface NeededGrant {
  readonly role: RoleName;
  readonly scope: ResolvedRoleScope;
}

/** The identity of KEDA's own that triggers use when they name none. */
export const scalerIdentityName = (clusterName: string) => `${clusterName}-keda`;
/** The identity of one workload alone. */
export const workloadIdentityName = (clusterName: string, workload: string) => `${clusterName}-${workload}`;

/** The workload that reads the certificates of an ingress; its application folder. */
export const ingressWorkload = 'ingress';
/** Name of what keeps the certificates of an ingress in the cluster, where no pod of its own reads them. */
export const ingressCertificates = `${ingressWorkload}-tls`;
/** The workload that reads the tokens of Argo CD's notifications; its application folder. */
export const notificationsWorkload = 'notifications';

interface Workload {
  readonly name: string;
  readonly identity?: string;
  readonly namespace?: string;
}

/**
 * Every role that the workloads and their scalers need, and no other. Follows the definition alone: names that do not exist are
 * told where the workload is resolved.
 */
export function identityNeeds(definition: PlatformDefinition, namespace: string): readonly IdentityNeed[] {
  const { name: cluster } = definition.cluster;
  const needOf = (workload: Workload, grants: readonly NeededGrant[]): readonly IdentityNeed[] => {
    if (workload.identity !== undefined)
      return [{ identityName: workload.identity, isOwn: false, trusts: undefined, grants }];
    if (grants.length === 0) return [];
    const serviceAccount = { namespace: workload.namespace ?? namespace, name: workload.name };
    return [
      {
        identityName: workloadIdentityName(cluster, workload.name),
        isOwn: true,
        trusts: { credentialName: `${workload.name}-fed`, serviceAccount },
        grants,
      },
    ];
  };
  const applications = [
    ...(definition.httpApps ?? []),
    ...(definition.agentApps ?? []),
    ...(definition.cronJobs ?? []),
  ];
  const { gateway, langfuse } = definition;
  return [
    ...(definition.inferenceServers ?? []).flatMap((server) =>
      needOf(server, [...secretGrants(inferenceSecrets(server)), ...sourceGrants(server.source)]),
    ),
    ...(definition.tritonServers ?? []).flatMap((server) => needOf(server, sourceGrants(server.repository))),
    ...(gateway?.type === 'litellm'
      ? needOf(gateway, secretGrants(liteLlmSecrets(gateway, definition)))
      : []),
    ...(langfuse === undefined
      ? []
      : needOf(
          { ...langfuseNames(langfuse), ...langfuse, name: langfuseNames(langfuse).name },
          secretReader,
        )),
    // An Application Gateway reads its certificates itself, as an identity of its own in the Azure half.
    ...(definition.ingress === undefined || definition.ingress.type === 'application-gateway'
      ? []
      : needOf({ name: ingressWorkload }, secretReader)),
    ...needOf(
      { name: notificationsWorkload, namespace: argoCdNamespace(definition) },
      configuresNotifications(definition)
        ? secretGrants(notificationSecrets(definition.gitOps.notifications!))
        : [],
    ),
    ...applications.flatMap((application) => needOf(application, applicationGrants(application, definition))),
    ...(definition.queueWorkers ?? []).flatMap((worker) => {
      const scope = workerScope(worker);
      return needOf(worker, [
        ...(scope === undefined ? [] : [{ role: 'Azure Service Bus Data Receiver', scope } as const]),
        ...applicationGrants(worker, definition),
      ]);
    }),
    ...scalerNeeds(definition),
  ];
}

const secretReader = [{ role: 'Key Vault Secrets User', scope: { kind: 'keyVault' } }] as const;

function secretGrants(secrets: readonly SecretVariableDefinition[]): readonly NeededGrant[] {
  return secrets.length === 0 ? [] : secretReader;
}

function applicationGrants(
  application: ApplicationDefinition,
  definition: PlatformDefinition,
): readonly NeededGrant[] {
  const { secrets, sendsTo } = connectionsOf(application, definition, ProblemList.create());
  const ofAgents = definition.agentApps?.find((agent) => agent === application);
  return [
    ...secretGrants([
      ...(application.secrets ?? []),
      ...secrets,
      ...(ofAgents === undefined ? [] : agentSecrets(ofAgents)),
    ]),
    ...(sendsTo === undefined
      ? []
      : [{ role: 'Azure Service Bus Data Sender', scope: { kind: 'queue', queue: sendsTo } } as const]),
  ];
}

/** Reading the model's files; see modelSourceRole(). */
function sourceGrants(source: ModelSourceDefinition | undefined): readonly NeededGrant[] {
  if (source?.type === 'blob') {
    const { account, container } = source;
    return [{ role: modelSourceRoles.blob, scope: { kind: 'container', account, container } }];
  }
  if (source?.type === 'file-share') {
    return [{ role: modelSourceRoles['file-share'], scope: { kind: 'storage', account: source.account } }];
  }
  return [];
}

interface Worker {
  readonly queue?: string;
  readonly subscription?: { readonly topic: string; readonly name: string };
}

function workerScope({ queue, subscription }: Worker): ResolvedRoleScope | undefined {
  if (queue !== undefined) return { kind: 'queue', queue };
  if (subscription === undefined) return undefined;
  return { kind: 'subscription', topic: subscription.topic, subscription: subscription.name };
}

/** Roles for KEDA's operator, which exchanges its own token for the identity of a trigger. */
function scalerNeeds(definition: PlatformDefinition): readonly IdentityNeed[] {
  const own = scalerIdentityName(definition.cluster.name);
  const workers = (definition.queueWorkers ?? []).flatMap(({ queue, subscription }) => {
    if (queue !== undefined) return [serviceBusNeed({ queue })];
    if (subscription === undefined) return [];
    return [serviceBusNeed({ topic: subscription.topic, subscription: subscription.name })];
  });
  const triggers = scalingsOf(definition)
    .flatMap((scaling) => scaling.triggers)
    .flatMap((trigger) => triggerKindOf(trigger).needs?.(trigger) ?? []);
  return [...workers, ...triggers].map(({ identity, role, scope }) => ({
    identityName: identity ?? own,
    isOwn: identity === undefined,
    trusts: { credentialName: 'keda-operator', serviceAccount: kedaOperator },
    grants: [{ role, scope }],
  }));
}

function scalingsOf(definition: PlatformDefinition): readonly ScalingDefinition[] {
  return [
    ...(definition.inferenceServers ?? []),
    ...(definition.tritonServers ?? []),
    ...(definition.httpApps ?? []),
    ...(definition.agentApps ?? []),
  ].flatMap(({ scaling }) => scaling ?? []);
}
