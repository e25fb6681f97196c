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
  /** Namespace, that of the ScaledObjects which use it. @default the chart's */
  readonly namespace?: string;
  /**
   * Client id of the identity that KEDA's operator acts as. The identity needs a federated credential for the
   * *operator's* ServiceAccount: KEDA exchanges its own token, never the workload's (kedacore/keda#4219).
   */
  readonly clientId: ClientId;
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/**
 * How KEDA signs in to Azure for a trigger: as one managed identity, by workload identity, without a secret.
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
