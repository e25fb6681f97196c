import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ClientId, TenantId } from '../../../lib/values/ids';
import { clientIdAnnotation, tenantIdAnnotation } from '../../../lib/values/service-account';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of a WorkloadServiceAccount. */
export interface WorkloadServiceAccountProps {
  /** Name of the ServiceAccount; the federated credential's subject is made of it and the namespace. */
  readonly name: string;
  /** Namespace of the ServiceAccount. @default the chart's */
  readonly namespace?: string;
  /** Client id of the managed identity that the pods act as: not its object (principal) id. */
  readonly clientId: ClientId;
  /** Tenant of the identity. */
  readonly tenantId: TenantId;
  /**
   * Give the pods a token for the Kubernetes API.
   *
   * @default no. The token for Entra ID does not depend on it: the
   * workload identity webhook adds a projected volume of its own
   * (Azure/azure-workload-identity `pkg/webhook/webhook.go`, `addProjectedServiceAccountTokenVolume`; 2026-11)
   */
  readonly automountToken?: boolean;
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/**
 * A ServiceAccount whose pods act as a managed identity of Azure. The pods need the label
 * `azure.workload.identity/use: "true"` besides: the webhook looks at pods, not at accounts.
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
