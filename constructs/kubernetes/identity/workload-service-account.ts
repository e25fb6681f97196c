import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ClientId, TenantId } from '../../../lib/values/ids';
import { clientIdAnnotation, tenantIdAnnotation } from '../../../lib/values/service-account';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of a WorkloadServiceAccount. */
export interface WorkloadServiceAccountProps {
  /**
   * Name of the ServiceAccount. The subject of the federated identity credential consists of the
   * namespace and this name.
   */
  readonly name: string;
  /** Namespace of the ServiceAccount. @default the namespace of the chart */
  readonly namespace?: string;
  /** Client id of the managed identity of the pods, not its object (principal) id. */
  readonly clientId: ClientId;
  /** Entra ID tenant of the identity. */
  readonly tenantId: TenantId;
  /**
   * Mounts a token for the Kubernetes API into the pods. The token for Entra ID does not depend on
   * it: the workload identity webhook adds its own projected volume.
   *
   * @default false
   * @see Azure/azure-workload-identity `pkg/webhook/webhook.go`,
   * `addProjectedServiceAccountTokenVolume` (2026-11)
   */
  readonly automountToken?: boolean;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/**
 * A ServiceAccount whose pods use a managed identity of Azure. The pods also need the label
 * `azure.workload.identity/use: "true"`, because the webhook selects pods and not ServiceAccounts.
 */
export class WorkloadServiceAccount extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: WorkloadServiceAccountProps) {
    super(scope, id);
    this.name = props.name;
    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: objectMetadata(
        { name: props.name, namespace: props.namespace, partOf: props.partOf },
        syncWaves.prerequisite,
        { [clientIdAnnotation]: props.clientId, [tenantIdAnnotation]: props.tenantId },
      ),
      automountServiceAccountToken: props.automountToken ?? false,
    });
  }
}
