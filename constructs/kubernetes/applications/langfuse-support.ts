import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  type LangfuseSecretNames,
  langfuseSecretName,
  langfuseVariables,
} from '../../../lib/engine/langfuse/langfuse-secrets';
import { langfuseWebPort, langfuseWebService } from '../../../lib/engine/langfuse/langfuse-url';
import type { AzureCloud } from '../../../lib/facts/azure-cloud';
import type { ClientId, TenantId } from '../../../lib/values/ids';
import { syncWaves } from '../charts/sync-waves';
import { KeyVaultSecrets, type PodSecrets } from '../identity/key-vault-secrets';
import { objectMetadata } from '../pods/object-metadata';

/** Input of a LangfuseSupport. */
export interface LangfuseSupportProps {
  /** Name of the release: `name` of `langfuse()`. */
  readonly name: string;
  /** Namespace of the release. @default the namespace of the chart */
  readonly namespace?: string;
  /** Name of the Key Vault, without its domain. */
  readonly keyVaultName: string;
  readonly tenantId: TenantId;
  /** Client id of the identity that reads the vault. Its credential names the ServiceAccount of the pods. */
  readonly clientId: ClientId;
  /** Cloud of the vault. @default `AzurePublicCloud` */
  readonly cloud?: AzureCloud;
  /** What Key Vault has the secrets under. */
  readonly secrets: LangfuseSecretNames;
  /** Namespaces besides its own whose pods may send traces. @default none */
  readonly allowedNamespaces?: readonly string[];
  /** IPv4 ranges that people come from: of an application gateway's subnet, say. @default none */
  readonly allowedCidrs?: readonly string[];
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** Kubernetes puts this label on every namespace itself. */
const namespaceNameLabel = 'kubernetes.io/metadata.name';

/**
 * What belongs beside Langfuse's chart: the SecretProviderClass that fills the Secret which its values refer to, and who may reach it.
 * Nobody calls the worker, which takes its work from Redis.
 */
export class LangfuseSupport extends Construct {
  /** Volume and mount that the pods need; the values of `langfuse()` have the same. */
  readonly pod: PodSecrets;

  constructor(scope: Construct, id: string, props: LangfuseSupportProps) {
    super(scope, id);
    const shared = { namespace: props.namespace, workload: props.name, partOf: props.partOf };
    this.pod = new KeyVaultSecrets(this, 'secrets', {
      ...shared,
      name: langfuseSecretName(props.name),
      keyVaultName: props.keyVaultName,
      tenantId: props.tenantId,
      clientId: props.clientId,
      cloud: props.cloud,
      variables: langfuseVariables(props.secrets),
    }).pod;

    // Labels of the chart's pods.
    const release = { 'app.kubernetes.io/name': 'langfuse', 'app.kubernetes.io/instance': props.name };
    new k8s.KubeNetworkPolicy(this, 'web', {
      metadata: objectMetadata({ ...shared, name: langfuseWebService(props.name) }, syncWaves.prerequisite),
      spec: {
        podSelector: { matchLabels: { ...release, app: 'web' } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              { podSelector: {} },
              ...(props.allowedNamespaces ?? []).map((namespace) => ({
                namespaceSelector: { matchLabels: { [namespaceNameLabel]: namespace } },
              })),
              ...(props.allowedCidrs ?? []).map((cidr) => ({ ipBlock: { cidr } })),
            ],
            ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(langfuseWebPort) }],
          },
        ],
      },
    });
    new k8s.KubeNetworkPolicy(this, 'worker', {
      metadata: objectMetadata({ ...shared, name: `${props.name}-worker` }, syncWaves.prerequisite),
      spec: {
        podSelector: { matchLabels: { ...release, app: 'worker' } },
        policyTypes: ['Ingress'],
      },
    });
  }
}
