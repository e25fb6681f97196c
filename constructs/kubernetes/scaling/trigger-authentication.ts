import { Construct } from 'constructs';
import {
  TriggerAuthentication as KedaTriggerAuthentication,
  TriggerAuthenticationSpecPodIdentityProvider,
} from '../../../imports/triggerauthentication-keda.sh';
import type { ClientId } from '../../../lib/values/ids';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of a TriggerAuthentication. */
export interface TriggerAuthenticationProps {
  /** Name of the TriggerAuthentication. */
  readonly name: string;
  /** Namespace of the ScaledObjects that use it. @default the namespace of the chart */
  readonly namespace?: string;
  /**
   * Client id of the managed identity that KEDA's operator uses. The identity needs a federated
   * identity credential for the ServiceAccount of the *operator*: KEDA exchanges its own token,
   * never the token of the workload (kedacore/keda#4219).
   */
  readonly clientId: ClientId;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/**
 * Makes KEDA sign in to Azure with a managed identity through workload identity, without a secret.
 *
 * @see keda.sh/docs/2.20/authentication-providers/azure-ad-workload-identity (2026-11)
 */
export class TriggerAuthentication extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: TriggerAuthenticationProps) {
    super(scope, id);
    this.name = props.name;
    new KedaTriggerAuthentication(this, 'trigger-authentication', {
      metadata: objectMetadata(
        { name: props.name, namespace: props.namespace, partOf: props.partOf },
        syncWaves.prerequisite,
        addOnKindAnnotation,
      ),
      spec: {
        podIdentity: {
          provider: TriggerAuthenticationSpecPodIdentityProvider.AZURE_HYPHEN_WORKLOAD,
          identityId: props.clientId,
        },
      },
    });
  }
}
