import type { CompletePlatform } from '../../definition/platform-definition';
import type { UseDefinition } from '../../definition/workload-definition';
import { serviceBusSourceName } from '../../engine/scaling/scalers/service-bus';
import type { ProblemList } from '../../problems/problem-list';
import { workloadIdentityName } from '../identities/identity-names';
import { covers, missingTarget } from '../identities/role-scopes';
import { receiverGrant, sourceScope } from './queue-connections';
import type { ResolvedTrigger } from './resolve-scaling';
import type { WorkloadContext } from './workload-context';

/**
 * Refuses a queue that scales an application which may not receive from it: KEDA would add replicas
 * for messages that none of them takes. SAS keys of the namespace are off, so the role is the only
 * way.
 *
 * @param triggers all triggers of the application, in the order of the definition.
 */
export function checkReceivesWhatScales(
  application: { readonly name: string; readonly identity?: string; readonly uses: readonly UseDefinition[] },
  triggers: readonly ResolvedTrigger[],
  { definition, identities }: WorkloadContext,
  problems: ProblemList,
): void {
  const identityName =
    application.identity ?? workloadIdentityName(definition.cluster.name, application.name);
  const identity = identities.find(({ name }) => name === identityName);
  // resolveWorkloadIdentity() and queueConnections() report a name that does not exist.
  if (identity === undefined && application.identity !== undefined) return;
  if (application.uses.some((use) => isUnknownSource(use, definition))) return;
  triggers.forEach(({ spec: { measures } }, index) => {
    if (measures?.of !== 'messages') return;
    const { source } = measures;
    if (identity?.roles.some((role) => covers(role, receiverGrant(source))) === true) return;
    const subject =
      identity === undefined ? 'the application has no identity' : `identity ${identity.name} has no role`;
    const use =
      'queue' in source
        ? `'${source.queue}'`
        : `{ topic: '${source.topic}', subscription: '${source.subscription}' }`;
    problems
      .at(index)
      .add(
        'queue' in source ? 'queue' : 'subscription',
        `"${serviceBusSourceName(source)}" scales the application, but ${subject} to receive its messages, so they stay there`,
        `Add { receivesFrom: ${use} } to uses.`,
      );
  });
}

function isUnknownSource(use: UseDefinition, definition: CompletePlatform): boolean {
  if (typeof use !== 'object' || !('receivesFrom' in use)) return false;
  const source = typeof use.receivesFrom === 'string' ? { queue: use.receivesFrom } : use.receivesFrom;
  return missingTarget(sourceScope(source), definition) !== undefined;
}
