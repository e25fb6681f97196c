import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SecretProviderClass } from '../../../imports/secretproviderclass-secrets-store.csi.x-k8s.io';
import type { AzureCloud } from '../../../lib/facts/azure-cloud';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import type { ClientId, TenantId } from '../../../lib/values/ids';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata, standardLabels } from '../pods/object-metadata';
import { addVolumeHolder, type VolumeHolderProps } from './volume-holder';

/** A secret in the Key Vault and its environment variable. */
export interface KeyVaultVariable {
  /** Name of the environment variable. */
  readonly variable: string;
  /** Name of the secret in the Key Vault, never its value. */
  readonly secret: string;
}

/** Parts of a pod spec that provide the secrets. A pod needs all three. */
export interface PodSecrets {
  /** Volume of the Secrets Store CSI driver. */
  readonly volume: k8s.Volume;
  /** Mount of the volume in the container. */
  readonly volumeMount: k8s.VolumeMount;
  /** Environment variables that read the synced Secret. */
  readonly environment: readonly k8s.EnvVar[];
  /**
   * Whether another pod always mounts the volume, so that the Secret exists without a pod of the
   * workload.
   *
   * @default false
   */
  readonly isHeld?: boolean;
}

/** A pod that always mounts the volume. */
export type SecretsHolder = Pick<VolumeHolderProps, 'serviceAccountName' | 'placement' | 'image'>;

/** Input of KeyVaultSecrets. */
export interface KeyVaultSecretsProps {
  /** Name of the SecretProviderClass and of the Secret that the driver creates. */
  readonly name: string;
  /** Namespace of the pods that use the secrets. @default the namespace of the chart */
  readonly namespace?: string;
  /** Workload that uses the secrets. @default `name` */
  readonly workload?: string;
  /** Name of the Key Vault, without its domain. */
  readonly keyVaultName: string;
  /** Entra ID tenant of the Key Vault. */
  readonly tenantId: TenantId;
  /**
   * Client id of the managed identity that reads the Key Vault, with the role Key Vault Secrets
   * User. Without it, the provider uses the identities of the node and fails with "Multiple user
   * assigned identities exist" (Azure/secrets-store-csi-driver-provider-azure#853).
   */
  readonly clientId: ClientId;
  /** Cloud of the Key Vault. @default 'AzurePublicCloud' */
  readonly cloud?: AzureCloud;
  /** Secrets and variables, at least one. */
  readonly variables: readonly KeyVaultVariable[];
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /**
   * Adds a Deployment `name` with one pod that mounts the volume. Required for the pods of a
   * ScaledJob, and of a ScaledObject with `minReplicas: 0`: KEDA reads the variables of the target
   * before it scales from zero, and nothing else creates the Secret. Place it on nodes that always
   * run.
   *
   * @default none: at least one pod of the workload always runs
   */
  readonly holder?: SecretsHolder;
}

const volumeName = 'key-vault-secrets';

/**
 * Secrets of a Key Vault as environment variables. Git contains none of them: a SecretProviderClass
 * reads them with the identity of the workload, and the driver syncs them to a Kubernetes Secret.
 *
 * The driver reads the Key Vault only when a pod mounts the volume, and the Secret exists only
 * while a pod mounts it. `pod` therefore contains volume, mount and variables together. A pod with
 * a missing secret does not start. Pods that KEDA scales from zero need a `holder`.
 *
 * @see (2026-11)
 * azure.github.io/secrets-store-csi-driver-provider-azure/docs/getting-started/usage;
 * secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
 */
export class KeyVaultSecrets extends Construct {
  /** Volume, mount and variables for the pod. */
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
          // The default of the provider is the public cloud.
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
      isHeld: props.holder !== undefined,
    };
    if (props.holder === undefined) return;
    addVolumeHolder(this, 'holder', {
      ...props.holder,
      name: props.name,
      namespace: props.namespace,
      component: 'secrets-holder',
      clientId: props.clientId,
      partOf: props.partOf,
      volume: this.pod.volume,
      volumeMount: this.pod.volumeMount,
    });
  }
}

/**
 * Renders the objects as the provider reads them: a YAML string with an `array` of YAML strings.
 */
function objectsParameter(secretNames: readonly string[]): string {
  const entries = secretNames.map((name) => `  - |\n    objectName: ${name}\n    objectType: secret\n`);
  return `array:\n${entries.join('')}`;
}

function checkVariables(props: KeyVaultSecretsProps): void {
  const problems = ProblemList.create();
  if (props.variables.length === 0) problems.add('variables', 'it is empty', 'Add at least one variable.');
  requireUnique(
    problems,
    'variable',
    props.variables,
    ({ variable }) => variable,
    (index) => `variables[${index}].variable`,
  );
  problems.throwIfAny(`the Key Vault secrets "${props.name}"`);
}

/** Compares by code unit, so that the order does not depend on the locale of the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
