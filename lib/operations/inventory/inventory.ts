import type { ResolvedCluster } from '../../platform/cluster/resolve-cluster';
import type { ResolvedGitOps } from '../../platform/gitops/resolve-gitops';
import type { ResolvedIngress } from '../../platform/network/resolve-ingress';
import type { ResolvedAzure } from '../../platform/resolve-azure';
import type { ResolvedKeyVault } from '../../platform/services/key-vault';
import type { ResolvedRegistry } from '../../platform/services/registry';
import type { ResolvedServiceBus } from '../../platform/services/service-bus';
import type { ArgoCdRequirement } from './argo-cd-requirements';
import type { InventoryIdentity } from './inventory-identity';
import type { InventoryWorkload } from './inventory-workload';
import type { InventoryChart } from './read-charts';
import type { InventoryPlatformPods } from './read-platform-pods';
import type { InventoryPool } from './read-pools';
import type { InventoryPreviewFeature } from './read-preview-features';
import type { InventoryQueue } from './read-queues';

/**
 * Everything that operations shows of an environment, as frozen plain data. `readInventory()` reads
 * it once from the resolved platform. The summary, the topology, the runbook, the alerts and the
 * dashboards are views of it.
 */
export interface Inventory {
  readonly environment: string;
  /** Namespace of the workloads. */
  readonly namespace: string;
  readonly azure: Pick<ResolvedAzure, 'subscriptionId' | 'tenantId' | 'cloud' | 'location' | 'resourceGroup'>;
  readonly cluster: ResolvedCluster;
  readonly gitOps: Omit<ResolvedGitOps, 'applications' | 'removedApplications' | 'notifications'>;
  readonly keyVault: Pick<ResolvedKeyVault, 'name' | 'uri'> | undefined;
  readonly registry: Pick<ResolvedRegistry, 'name' | 'host'> | undefined;
  readonly serviceBus: Pick<ResolvedServiceBus, 'name' | 'host' | 'privateEndpoint'> | undefined;
  readonly storageAccounts: readonly { readonly name: string; readonly blobEndpoint: string }[];
  readonly ingress: InventoryIngress | undefined;
  /** Command that deploys the stacks of the environment. */
  readonly deployCommand: string;
  /** Node pools in the order of the definition. */
  readonly pools: readonly InventoryPool[];
  /** Workloads in the order of their kinds. */
  readonly workloads: readonly InventoryWorkload[];
  /** Pods that belong to no workload: of the ingress, of gateways, and those that keep a Secret. */
  readonly platformPods: readonly InventoryPlatformPods[];
  /** Queues, and subscriptions of topics. */
  readonly queues: readonly InventoryQueue[];
  /** Every managed identity, with every role that the Terraform assigns to it. */
  readonly identities: readonly InventoryIdentity[];
  /** Helm charts, and Git folders of other projects. */
  readonly charts: readonly InventoryChart[];
  /** Folders below the environment's folder that become Applications. */
  readonly folders: readonly { readonly name: string; readonly namespace: string }[];
  /** Secrets that the Key Vault must contain. */
  readonly secrets: readonly { readonly name: string; readonly readBy: readonly string[] }[];
  /** Certificates that the Key Vault must contain. */
  readonly certificates: readonly { readonly name: string; readonly hosts: readonly string[] }[];
  /** Lowest version of Argo CD, and why. */
  readonly argoCdRequirement: ArgoCdRequirement;
  /** Preview features of Azure that the platform uses. */
  readonly previewFeatures: readonly InventoryPreviewFeature[];
  /** Namespaces whose events and logs show rejected tokens. */
  readonly signInNamespaces: readonly string[];
}

/** Ingress with its routes. */
export interface InventoryIngress
  extends Pick<ResolvedIngress, 'type' | 'hosts' | 'subnet' | 'timeoutSeconds'> {
  /** Name of the gateway in Azure, or of the workload. */
  readonly name: string;
  /** `Application Gateway`. */
  readonly title: string;
}
