import type { SecretVariableDefinition } from '../../definition/workload-definition';
import type { NotificationTargets } from '../../engine/gitops/notifications-config';
import type { Placement } from '../../engine/scheduling/placement';
import type { ResolvedWorkloadIdentity } from '../workloads/workload-identity';

/** Receivers and events of Argo CD's notifications, with the secrets that they need. */
export interface ResolvedNotifications extends NotificationTargets {
  readonly argoCdUrl: string | undefined;
  /** Address of the webhook. Undefined: none, or the address is a secret. */
  readonly webhookUrl: string | undefined;
  readonly hasWebhookToken: boolean;
  /**
   * Settings of the notifications in this cluster. Undefined if an Argo CD in another cluster syncs
   * this one.
   */
  readonly own:
    | {
        readonly namespace: string;
        readonly identity: ResolvedWorkloadIdentity | undefined;
        readonly placement: Placement;
      }
    | undefined;
  /**
   * Keys of the Kubernetes Secret, with the Key Vault secrets that they come from. Empty if an Argo
   * CD in another cluster syncs this one.
   */
  readonly secrets: readonly SecretVariableDefinition[];
}
