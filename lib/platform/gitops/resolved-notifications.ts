import type { SecretVariableDefinition } from '../../definition/workload-definition';
import type { NotificationTargets } from '../../engine/gitops/notifications-config';
import type { Placement } from '../../engine/scheduling/placement';
import type { ResolvedWorkloadIdentity } from '../workloads/workload-identity';

/** Who is told of what, and what that needs. */
export interface ResolvedNotifications extends NotificationTargets {
  readonly argoCdUrl: string | undefined;
  /** Undefined: the address is a secret. */
  readonly webhookUrl: string | undefined;
  readonly hasWebhookToken: boolean;
  /**
   * The configuration of this Argo CD is ours: with the identity that reads the secrets. Undefined where another cluster's Argo CD
   * syncs this one.
   */
  readonly own:
    | {
        readonly namespace: string;
        readonly identity: ResolvedWorkloadIdentity | undefined;
        readonly placement: Placement;
      }
    | undefined;
  /** Keys of the Secret, and the secrets of the vault that they come from; empty where Argo CD is another cluster's. */
  readonly secrets: readonly SecretVariableDefinition[];
}
