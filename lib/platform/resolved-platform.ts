import type { TerraformStateDefinition } from '../definition/azure-definition';
import type { GpuStack, MaintenanceWindowDefinition } from '../definition/cluster-definition';
import type { KnownApplication } from '../engine/charts/known-application';
import type { ArgoDestination } from '../engine/gitops/argo-destination';
import type { SyncWindow } from '../engine/gitops/sync-windows';
import type { PoolPriority } from '../engine/scheduling/expander-priorities';
import type { AlertSettings } from '../facts/alert-settings';
import type { AzureCloud } from '../facts/azure-cloud';
import type { RoleName } from '../facts/role-names';
import type { SubscriptionId, TenantId } from '../values/ids';
import type { ServiceAccountRef } from '../values/service-account';
import type { RequiredOutput } from './outputs/output-names';
import type { ResolvedNodePool } from './resolved-node-pool';
import type { ResolvedNotifications } from './resolved-notifications';
import type {
  ResolvedAgentApp,
  ResolvedCronJob,
  ResolvedGateway,
  ResolvedHttpApp,
  ResolvedInferenceServer,
  ResolvedIngress,
  ResolvedLangfuse,
  ResolvedQueueWorker,
  ResolvedTritonServer,
} from './resolved-workloads';

/**
 * The one computed truth that both halves read: every default filled in, every name final, every reference followed.
 * Frozen; made by `resolvePlatform()` alone.
 */
export interface ResolvedPlatform {
  readonly environment: string;
  readonly namespace: string;
  readonly azure: ResolvedAzure;
  readonly network: ResolvedNetwork;
  readonly cluster: ResolvedCluster;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly registry: ResolvedRegistry | undefined;
  readonly keyVault: ResolvedKeyVault | undefined;
  readonly serviceBus: ResolvedServiceBus | undefined;
  readonly storageAccounts: readonly ResolvedStorageAccount[];
  readonly identities: readonly ResolvedIdentity[];
  readonly inferenceServers: readonly ResolvedInferenceServer[];
  readonly tritonServers: readonly ResolvedTritonServer[];
  readonly gateway: ResolvedGateway | undefined;
  readonly langfuse: ResolvedLangfuse | undefined;
  readonly httpApps: readonly ResolvedHttpApp[];
  readonly agentApps: readonly ResolvedAgentApp[];
  readonly queueWorkers: readonly ResolvedQueueWorker[];
  readonly cronJobs: readonly ResolvedCronJob[];
  readonly helmCharts: readonly KnownApplication[];
  readonly ingress: ResolvedIngress | undefined;
  /** The order in which pools grow, for the cluster autoscaler; empty where no workload wants one. */
  readonly poolPriorities: readonly PoolPriority[];
  /** Every secret that has to be in the Key Vault, with who reads it. */
  readonly vaultSecrets: readonly { readonly name: string; readonly readBy: readonly string[] }[];
  readonly allowedImageRegistries: readonly string[];
  readonly gitOps: ResolvedGitOps;
  /** What the Kubernetes half needs from `outputs/<environment>.json`. */
  readonly requiredOutputs: readonly RequiredOutput[];
  /** What works but deserves a look. */
  readonly warnings: readonly string[];
}

export interface ResolvedAzure {
  readonly subscriptionId: SubscriptionId;
  readonly tenantId: TenantId;
  readonly location: string;
  readonly resourceGroup: { readonly name: string; readonly existing: boolean };
  readonly cloud: AzureCloud;
  readonly tags: Readonly<Record<string, string>>;
  readonly state: TerraformStateDefinition;
  readonly preventDestroy: boolean;
  readonly azurermMajor: 4 | 5;
}

export interface ResolvedNetwork {
  readonly virtualNetworkName: string;
  readonly addressSpace: string;
  readonly nodeSubnet: string;
  readonly privateEndpointSubnet: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly dnsServiceIp: string;
  readonly existing:
    | { readonly nodeSubnetId: string; readonly privateEndpointSubnetId: string | undefined }
    | undefined;
}

export interface ResolvedCluster {
  readonly name: string;
  readonly dnsPrefix: string;
  readonly apiServer: { readonly private: true } | { readonly authorizedIpRanges: readonly string[] };
  readonly adminGroupObjectIds: readonly string[];
  readonly kubernetesVersion: string | undefined;
  /** `none`: upgrades by hand. */
  readonly upgradeChannel: 'patch' | 'stable' | 'rapid' | 'node-image' | 'none';
  readonly nodeOsUpgradeChannel: 'NodeImage' | 'SecurityPatch' | 'Unmanaged' | 'None';
  readonly maintenance: {
    readonly kubernetes: MaintenanceWindowDefinition;
    readonly nodeOs: MaintenanceWindowDefinition;
  };
  readonly skuTier: 'Free' | 'Standard' | 'Premium';
  readonly azurePolicy: boolean;
  readonly defender: boolean;
  readonly containerInsights: boolean;
  readonly managedPrometheus: boolean;
  readonly grafanaName: string | undefined;
  readonly imageCleanerIntervalHours: number | undefined;
  readonly runCommand: boolean;
  readonly alertEmails: readonly string[];
  readonly alertActionGroupIds: readonly string[];
  readonly alerts: AlertSettings;
  readonly logRetentionDays: number;
  readonly logAnalyticsWorkspaceName: string;
  readonly monitorWorkspaceName: string;
  readonly autoscaler: {
    readonly expander: 'least-waste' | 'most-pods' | 'priority' | 'random';
    readonly scaleDownUnneededMinutes: number;
    readonly scaleDownDelayAfterAddMinutes: number;
    readonly maxNodeProvisionMinutes: number;
  };
  readonly gpuStack: GpuStack;
  /** The identity of the cluster itself: joins the subnet. */
  readonly identityName: string;
}

export interface ResolvedRegistry {
  readonly name: string;
  readonly host: string;
  readonly sku: 'Basic' | 'Standard' | 'Premium';
  readonly privateEndpoint: boolean;
}

export interface ResolvedKeyVault {
  readonly name: string;
  readonly uri: string;
  readonly softDeleteDays: number;
  readonly privateEndpoint: boolean;
}

export interface ResolvedServiceBus {
  readonly name: string;
  readonly host: string;
  readonly sku: 'Standard' | 'Premium';
  readonly privateEndpoint: boolean;
  readonly queues: readonly ResolvedQueue[];
  readonly topics: readonly ResolvedTopic[];
}

export interface ResolvedTopic {
  readonly name: string;
  readonly timeToLiveDays: number;
  readonly duplicateDetectionMinutes: number | undefined;
  readonly subscriptions: readonly {
    readonly name: string;
    readonly lockSeconds: number;
    readonly maxDeliveryCount: number;
  }[];
}

export interface ResolvedStorageAccount {
  /** As the user calls it. */
  readonly key: string;
  /** With the unique suffix. */
  readonly name: string;
  readonly blobEndpoint: string;
  readonly containers: readonly string[];
  readonly shares: readonly { readonly name: string; readonly quotaGiB: number }[];
  readonly kind: 'standard' | 'premiumBlobs' | 'premiumFiles';
  readonly replication: 'LRS' | 'ZRS' | 'GRS' | 'GZRS' | undefined;
  readonly sharedKeys: boolean;
  readonly privateEndpoint: boolean;
}

export interface ResolvedQueue {
  readonly name: string;
  readonly lockSeconds: number;
  readonly maxDeliveryCount: number;
  readonly timeToLiveDays: number;
  readonly duplicateDetectionMinutes: number | undefined;
}

export interface ResolvedIdentity {
  readonly name: string;
  readonly federatedCredentials: readonly {
    readonly name: string;
    readonly serviceAccount: ServiceAccountRef;
  }[];
  readonly roles: readonly ResolvedRoleGrant[];
  /** Name of the stack output with the client id. */
  readonly clientIdOutput: string;
}

export interface ResolvedRoleGrant {
  readonly role: RoleName;
  readonly scope: ResolvedRoleScope;
}

export type ResolvedRoleScope =
  | { readonly kind: 'keyVault' | 'registry' | 'serviceBus' | 'monitorWorkspace' | 'resourceGroup' }
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'subscription'; readonly topic: string; readonly subscription: string }
  /** By the name that the user gave the account. */
  | { readonly kind: 'storage'; readonly account: string }
  | { readonly kind: 'container'; readonly account: string; readonly container: string }
  | { readonly kind: 'share'; readonly account: string; readonly share: string };

export interface ResolvedGitOps {
  readonly repository: string;
  readonly revision: string;
  /** Folder of this environment in the repository: `dist/production`. */
  readonly environmentPath: string;
  readonly argoCd: {
    readonly install: 'extension' | 'helm' | 'none';
    readonly namespace: string;
    /** Undefined: the version that the construct pins. */
    readonly version: string | undefined;
  };
  /** Application folders with their namespaces, in the order of the sync. */
  readonly applications: readonly ResolvedApplication[];
  /** Applications that are to go; synth refuses any other loss of one. */
  readonly removedApplications: readonly string[];
  readonly type: 'app-of-apps' | 'application-set';
  /** Undefined: the cluster that Argo CD runs in. */
  readonly destination: ArgoDestination | undefined;
  readonly onDelete: 'cascade' | 'background' | 'orphan';
  readonly syncWindows: readonly SyncWindow[];
  readonly orphanedResources: 'warn' | 'ignore';
  readonly notifications: ResolvedNotifications | undefined;
}

export interface ResolvedApplication {
  /** Name of the Argo CD Application and of its folder. */
  readonly name: string;
  /** Default namespace of its objects. */
  readonly namespace: string;
  /** Other namespaces that it has objects in. */
  readonly otherNamespaces: readonly string[];
  readonly syncWave: number;
  /** It has an AppProject of its own: what it may do is not for the workloads. */
  readonly ownProject: boolean;
}
