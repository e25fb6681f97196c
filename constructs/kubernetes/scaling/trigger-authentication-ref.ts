import type { ScalerTriggerSpec } from '../../../lib/engine/scaling/scaler-trigger';
import type { ProblemList } from '../../../lib/problems/problem-list';

/** Which TriggerAuthentication a trigger names; undefined if none. */
export interface TriggerAuthenticationRef {
  readonly kind: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
  readonly name: string;
}

/** @param workloadIdentityName the TriggerAuthentication of triggers that sign in by workload identity. */
export function triggerAuthenticationRef(
  { authentication }: ScalerTriggerSpec,
  workloadIdentityName: string | undefined,
): TriggerAuthenticationRef | undefined {
  if (authentication === 'none') return undefined;
  if (authentication !== 'azure-workload') {
    return {
      kind: authentication.kind ?? 'TriggerAuthentication',
      name: authentication.triggerAuthenticationName,
    };
  }
  return workloadIdentityName === undefined
    ? undefined
    : { kind: 'TriggerAuthentication', name: workloadIdentityName };
}

/** Adds a problem for each trigger that signs in by workload identity where no TriggerAuthentication is given for it. */
export function checkTriggerSignIn(
  triggers: readonly ScalerTriggerSpec[],
  workloadIdentityName: string | undefined,
  problems: ProblemList,
): void {
  if (workloadIdentityName !== undefined) return;
  for (const trigger of triggers) {
    if (trigger.authentication !== 'azure-workload') continue;
    problems.add(
      'triggerAuthenticationName',
      `the trigger ${trigger.name ?? trigger.type} signs in by workload identity, and there is no TriggerAuthentication`,
      'Give the name of one, or set authentication of the trigger.',
    );
  }
}
