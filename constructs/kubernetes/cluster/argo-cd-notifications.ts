import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  type NotificationsConfigInput,
  notificationsConfig,
  notificationsConfigMap,
  notificationsSecret,
} from '../../../lib/engine/gitops/notifications-config';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import type { AzureCloud } from '../../../lib/facts/azure-cloud';
import type { ClientId, TenantId } from '../../../lib/values/ids';
import { syncWaves } from '../charts/sync-waves';
import { KeyVaultSecrets, type KeyVaultVariable } from '../identity/key-vault-secrets';
import { addVolumeHolder } from '../identity/volume-holder';
import { WorkloadServiceAccount } from '../identity/workload-service-account';
import { objectMetadata } from '../pods/object-metadata';

/** Input of an ArgoCdNotifications. */
export interface ArgoCdNotificationsProps {
  /** Name of the ServiceAccount and of the Deployment that mounts the secrets. */
  readonly name: string;
  /** Namespace of Argo CD. */
  readonly namespace: string;
  /** Events, templates and services of the notifications. */
  readonly config: NotificationsConfigInput;
  /** Secrets of the Key Vault, by the keys of the configuration. @default none, and no Secret */
  readonly vault?: {
    /** Name of the Key Vault, without its domain. */
    readonly keyVaultName: string;
    /** GUID of the Entra ID tenant of the Key Vault. */
    readonly tenantId: TenantId;
    /**
     * Client id of the managed identity that reads the Key Vault, with a credential for the
     * ServiceAccount.
     */
    readonly clientId: ClientId;
    /** Cloud of the Key Vault. @default 'AzurePublicCloud' */
    readonly cloud?: AzureCloud;
    /** Secrets of the Key Vault, with the keys of the configuration. */
    readonly secrets: readonly KeyVaultVariable[];
  };
  /** Placement of the pod that mounts the secrets. @default any untainted node */
  readonly placement?: Placement;
}

/**
 * Argo CD reads only ConfigMaps and Secrets with this label (argo-cd docs 3.5, declarative-setup;
 * 2026-11).
 */
const partOf = 'argocd';

/**
 * Configuration of Argo CD's notifications controller: its ConfigMap, and the Secret with the
 * tokens of its services, which the CSI driver syncs from the Key Vault with a separate identity.
 * The controller reloads both after a change.
 */
export class ArgoCdNotifications extends Construct {
  constructor(scope: Construct, id: string, props: ArgoCdNotificationsProps) {
    super(scope, id);
    const { name, namespace, vault } = props;
    const identity = { namespace, workload: name, component: 'notifications', partOf };
    new k8s.KubeConfigMap(this, 'config', {
      metadata: objectMetadata({ ...identity, name: notificationsConfigMap }, syncWaves.workload),
      data: { ...notificationsConfig(props.config) },
    });
    if (vault === undefined) return;
    new WorkloadServiceAccount(this, 'service-account', {
      name,
      namespace,
      partOf,
      clientId: vault.clientId,
      tenantId: vault.tenantId,
    });
    const { volume, volumeMount } = new KeyVaultSecrets(this, 'secrets', {
      name: notificationsSecret,
      namespace,
      workload: name,
      partOf,
      keyVaultName: vault.keyVaultName,
      tenantId: vault.tenantId,
      clientId: vault.clientId,
      cloud: vault.cloud,
      variables: vault.secrets,
    }).pod;
    addVolumeHolder(this, 'deployment', {
      ...identity,
      name,
      serviceAccountName: name,
      clientId: vault.clientId,
      placement: props.placement,
      volume,
      volumeMount,
    });
  }
}
