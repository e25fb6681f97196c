import type { TerraformStateDefinition } from '../definition/azure-definition';
import type { GpuStack, MaintenanceWindowDefinition } from '../definition/cluster-definition';
import type { ResourcesDefinition, SecretVariableDefinition } from '../definition/workload-definition';
import type { VmSize } from '../gpu/vm-sizes';
import type { SubscriptionId, TenantId } from '../identity/ids';
import type { RoleName } from '../identity/role-names';
import type { ServiceAccountRef } from '../identity/service-account';
import type { ImageReference } from '../images/image-reference';
import type { AzureCloud } from '../naming/azure-cloud';
import type { RequiredOutput } from '../outputs/output-names';
import type { ProbePlan, ShutdownPlan } from '../probes/probe-plan';
import type { Placement } from '../scheduling/placement';
import type { Taint } from '../scheduling/taint';

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
  readonly identities: readonly ResolvedIdentity[];
  readonly inferenceServers: readonly ResolvedInferenceServer[];
  readonly httpApps: readonly ResolvedHttpApp[];
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

export interface ResolvedNodePool {
  readonly name: string;
  readonly role: 'system' | 'cpu' | 'gpu';
  readonly vmSize: VmSize;
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Set only where it differs from what the autoscaler would start with. */
  readonly initialNodes: number | undefined;
  readonly spot: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** All taints of the nodes, AKS's own for spot and system pools included. */
  readonly taints: readonly Taint[];
  readonly zones: readonly string[];
  readonly osDisk: { readonly type: 'Managed' | 'Ephemeral'; readonly sizeGiB: number };
  readonly maxPods: number;
  readonly upgrade: { readonly maxSurge: string } | { readonly maxUnavailable: string } | undefined;
  /** `Install`: AKS installs the NVIDIA driver. Undefined on pools without a GPU. */
  readonly gpuDriver: 'Install' | 'None' | undefined;
  /** Name that nodes get while the pool is replaced. */
  readonly temporaryName: string;
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
  | { readonly kind: 'queue'; readonly queue: string };

/** A ServiceAccount that acts as an identity. */
export interface ResolvedWorkloadIdentity {
  readonly identityName: string;
  readonly serviceAccount: ServiceAccountRef;
  readonly clientIdOutput: string;
}

export interface ResolvedInferenceServer {
  readonly name: string;
  readonly namespace: string;
  readonly engine: 'vllm';
  readonly nodePool: ResolvedNodePool;
  readonly placement: Placement;
  readonly model: string;
  readonly servedModelName: string;
  readonly image: ImageReference;
  readonly port: number;
  readonly gpus: number;
  readonly replicas: number;
  readonly maxModelLen: number | undefined;
  readonly gpuMemoryUtilization: number;
  readonly modelSizeGiB: number;
  readonly cacheSizeGiB: number;
  readonly sharedMemoryGiB: number;
  readonly resources: ResourcesDefinition;
  readonly probes: ProbePlan;
  readonly shutdown: ShutdownPlan;
  readonly identity: ResolvedWorkloadIdentity | undefined;
  readonly secrets: readonly SecretVariableDefinition[];
  readonly extraArgs: readonly string[];
}

export interface ResolvedHttpApp {
  readonly name: string;
  readonly namespace: string;
  readonly image: ImageReference;
  readonly port: number;
  readonly nodePool: ResolvedNodePool;
  readonly placement: Placement;
  readonly identity: ResolvedWorkloadIdentity | undefined;
  /** Undefined where KEDA decides. */
  readonly replicas: number | undefined;
  readonly scaling: ResolvedScaling | undefined;
  readonly resources: ResourcesDefinition;
  readonly probes: ProbePlan;
  readonly shutdown: ShutdownPlan;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretVariableDefinition[];
}

export interface ResolvedScaling {
  readonly name: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly pollingSeconds: number;
  readonly cooldownSeconds: number;
  readonly triggers: readonly ResolvedTrigger[];
}

export interface ResolvedTrigger {
  readonly type: 'azure-servicebus';
  readonly metadata: Readonly<Record<string, string>>;
  /** In the user's words, for the summary: `ai-task-queue, 5 messages a replica`. */
  readonly description: string;
  /** Identity that KEDA's operator acts as. */
  readonly identityName: string;
  readonly clientIdOutput: string;
}

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
}

export interface ResolvedApplication {
  /** Name of the Argo CD Application and of its folder. */
  readonly name: string;
  /** Default namespace of its objects. */
  readonly namespace: string;
  /** Other namespaces that it has objects in. */
  readonly otherNamespaces: readonly string[];
  readonly syncWave: number;
}
