import type { ScalingDefinition } from '../../definition/scaling-definition';
import { triggerKindOf } from '../../engine/scaling/trigger-kinds';
import type { ProblemList } from '../../problems/problem-list';
import { workloadIdentityName } from '../identities/identity-names';
import { covers, missingTarget, type ResolvedRoleGrant } from '../identities/role-scopes';
import type { WorkloadContext } from './workload-context';

/**
 * Refuses a queue that scales an application which may not receive from it: KEDA would add replicas
 * for messages that none of them takes. SAS keys of the namespace are off, so the role is the only
 * way.
 */
export function checkReceivesWhatScales(
  application: { readonly name: string; readonly identity?: string },
  { triggers }: ScalingDefinition,
  { definition, identities }: WorkloadContext,
  problems: ProblemList,
): void {
  const identityName = application.identity ?? workloadIdentityName(definition.cluster.name, application.name);
  const identity = identities.find(({ name }) => name === identityName);
  // resolveWorkloadIdentity() reports a name that does not exist.
  if (identity === undefined && application.identity !== undefined) return;
  triggers.forEach((trigger, index) => {
    const scope = triggerKindOf(trigger).needs?.(trigger)?.scope;
    if (scope?.kind !== 'queue' && scope?.kind !== 'subscription') return;
    const needed: ResolvedRoleGrant = { role: 'Azure Service Bus Data Receiver', scope };
    if (missingTarget(scope, definition) !== undefined) return;
    if (identity?.roles.some((role) => covers(role, needed)) === true) return;
    const isQueue = scope.kind === 'queue';
    const name = isQueue ? scope.queue : `${scope.topic}/${scope.subscription}`;
    const use = isQueue
      ? `'${scope.queue}'`
      : `{ topic: '${scope.topic}', subscription: '${scope.subscription}' }`;
    problems
      .at(index)
      .add(
        isQueue ? 'queue' : 'subscription',
        `"${name}" scales the application, but ${identity === undefined ? 'the application has no identity' : `identity ${identity.name} has no role`} to receive its messages, so they stay in the queue`,
        `Add { receivesFrom: ${use} } to uses.`,
      );
  });
}
