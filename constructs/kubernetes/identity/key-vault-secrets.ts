import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SecretProviderClass } from '../../../imports/secretproviderclass-secrets-store.csi.x-k8s.io';
import type { AzureCloud } from '../../../lib/facts/azure-cloud';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import type { ClientId, TenantId } from '../../../lib/values/ids';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata, standardLabels } from '../pods/object-metadata';

/** A secret of the vault and the environment variable that holds it. */
export interface KeyVaultVariable {
  /** Name of the environment variable. */
  readonly variable: string;
  /** Name of the secret in the vault; never its value. */
  readonly secret: string;
}

/** What a pod needs to have secrets: all three parts, or none. */
export interface PodSecrets {
  readonly volume: k8s.Volume;
  readonly volumeMount: k8s.VolumeMount;
  readonly environment: readonly k8s.EnvVar[];
}

/** Input of KeyVaultSecrets. */
export interface KeyVaultSecretsProps {
  /** Name of the SecretProviderClass, and of the Secret that it fills. */
  readonly name: string;
  /** Namespace; the pods that use the secrets have to be in it. @default the chart's */
  readonly namespace?: string;
  /** Workload that uses them. @default `name` */
  readonly workload?: string;
  /** Name of the vault, not its address. */
  readonly keyVaultName: string;
  /** Tenant of the vault. */
  readonly tenantId: TenantId;
  /**
   * Client id of the identity that reads the vault, with the role Key Vault Secrets User. Without it the provider
   * falls back to the identities of the node: "Multiple user assigned identities exist"
   * (Azure/secrets-store-csi-driver-provider-azure#853).
   */
  readonly clientId: ClientId;
  /** Cloud of the vault. @default AzurePublicCloud */
  readonly cloud?: AzureCloud;
  /** At least one. */
  readonly variables: readonly KeyVaultVariable[];
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

const volumeName = 'key-vault-secrets';

/**
 * Secrets of a Key Vault as environment variables, without any of them in Git: a SecretProviderClass that reads them as
 * the workload's identity and fills a Kubernetes Secret.
 *
 * The Secret exists only while a pod has the volume mounted: the mount is what makes the driver read the vault. So
 * `pod` gives volume, mount and variables together. A pod whose secret is missing does not start, rather than starting
 * without it.
 *
 * @see (2026-11) azure.github.io/secrets-store-csi-driver-provider-azure/docs/getting-started/usage;
 * secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
 */
export class KeyVaultSecrets extends Construct {
  /** What goes into the pod. */
  readonly pod: PodSecrets;

  constructor(scope: Construct, id: string, props: KeyVaultSecretsProps) {
    super(scope, id);
    checkVariables(props);
    const variables = [...props.variables].sort((a, b) => compare(a.variable, b.variable));
    const secretNames = [...new Set(variables.map(({ secret }) => secret))].sort(compare);
    const identity = {
      name: props.name,
      namespace: props.namespace,
      workload: props.workload,
      partOf: props.partOf,
    };

    new SecretProviderClass(this, 'secret-provider-class', {
      metadata: objectMetadata(identity, syncWaves.prerequisite, addOnKindAnnotation),
      spec: {
        provider: 'azure',
        parameters: {
          usePodIdentity: 'false',
          clientID: props.clientId,
          keyvaultName: props.keyVaultName,
          tenantId: props.tenantId,
          // The provider takes the public cloud when nothing is said.
          ...(props.cloud === undefined || props.cloud === 'AzurePublicCloud'
            ? {}
            : { cloudName: props.cloud }),
          objects: objectsParameter(secretNames),
        },
        secretObjects: [
          {
            secretName: props.name,
            type: 'Opaque',
            labels: standardLabels(identity),
            data: variables.map(({ variable, secret }) => ({ key: variable, objectName: secret })),
          },
        ],
      },
    });

    this.pod = {
      volume: {
        name: volumeName,
        csi: {
          driver: 'secrets-store.csi.k8s.io',
          readOnly: true,
          volumeAttributes: { secretProviderClass: props.name },
        },
      },
      volumeMount: { name: volumeName, mountPath: '/mnt/key-vault-secrets', readOnly: true },
      environment: variables.map(({ variable }) => ({
        name: variable,
        valueFrom: { secretKeyRef: { name: props.name, key: variable } },
      })),
    };
  }
}

/** The provider reads a YAML text: an `array` whose entries are YAML texts themselves. */
function objectsParameter(secretNames: readonly string[]): string {
  const entries = secretNames.map((name) => `  - |\n    objectName: ${name}\n    objectType: secret\n`);
  return `array:\n${entries.join('')}`;
}

function checkVariables(props: KeyVaultSecretsProps): void {
  const problems = ProblemList.create();
  if (props.variables.length === 0) problems.add('variables', 'there is none', 'Give at least one.');
  requireUnique(
    problems,
    'variable',
    props.variables,
    ({ variable }) => variable,
    (index) => `variables[${index}].variable`,
  );
  problems.throwIfAny(`the Key Vault secrets "${props.name}"`);
}

/** By code unit: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
