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
  /** GUID of the Entra ID tenant of the Key Vault. */
  readonly tenantId: TenantId;
  /**
   * Client id of the managed identity that reads the Key Vault, with a credential for the
   * ServiceAccount of the pods.
   */
  readonly clientId: ClientId;
  /** Cloud of the Key Vault. @default 'AzurePublicCloud' */
  readonly cloud?: AzureCloud;
  /** Names of the secrets in the Key Vault. */
  readonly secrets: LangfuseSecretNames;
  /** Additional namespaces whose pods may send traces. @default only its own namespace */
  readonly allowedNamespaces?: readonly string[];
  /** IPv4 ranges of users, for example the subnet of an application gateway. @default none */
  readonly allowedCidrs?: readonly string[];
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** Kubernetes sets this label on every namespace. */
const namespaceNameLabel = 'kubernetes.io/metadata.name';

/**
 * Objects for Langfuse's chart: the SecretProviderClass for the Secret that the values of the chart
 * reference, and the network policies. No client calls the worker, which reads its work from Redis.
 */
export class LangfuseSupport extends Construct {
  /** Volume and mount for the pods. The values of `langfuse()` contain the same. */
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
