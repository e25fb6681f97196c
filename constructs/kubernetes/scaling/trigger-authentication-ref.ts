import type { ScalerTriggerSpec } from '../../../lib/engine/scaling/scaler-trigger';
import type { ProblemList } from '../../../lib/problems/problem-list';

/** The TriggerAuthentication that a trigger references; undefined if it references none. */
export interface TriggerAuthenticationRef {
  /** Kind of the object. */
  readonly kind: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
  /** Name of the object. */
  readonly name: string;
}

/** @param workloadIdentityName the TriggerAuthentication for triggers with workload identity. */
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

/** Adds a problem for each trigger with workload identity and without a TriggerAuthentication. */
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
      `the trigger ${trigger.name ?? trigger.type} uses workload identity without a TriggerAuthentication`,
      'Set the name of a TriggerAuthentication, or set authentication of the trigger.',
    );
  }
}
