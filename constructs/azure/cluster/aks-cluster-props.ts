import type { KubernetesClusterConfig } from '../../../imports/azurerm';
import type { AzurermVersion } from '../../../lib/facts/azurerm-versions';
import type { PrincipalId } from '../../../lib/values/ids';

/** Input of an AksCluster. The defaults are the safe choices. */
export interface AksClusterProps {
  /** Name, 1 to 63 characters. Azure cannot change it later. */
  readonly name: string;
  /** Short name of the region. Azure cannot change it later. */
  readonly location: string;
  /** Name of the resource group of the cluster. Azure cannot change it later. */
  readonly resourceGroupName: string;
  /** GUID of the Entra ID tenant of the administrators. */
  readonly tenantId: string;
  /**
   * Object ids of the Entra ID groups that administer the cluster. At least one, because local
   * accounts are disabled.
   */
  readonly adminGroupObjectIds: readonly string[];
  /**
   * Networks that reach the API server: only the virtual network (`private`), or only these IPv4
   * ranges. Azure cannot change `private` later.
   */
  readonly apiServer: { readonly private: true } | { readonly authorizedIpRanges: readonly string[] };
  /** Subnet of the nodes, address ranges and outbound connectivity. */
  readonly network: AksNetworkProps;
  /**
   * Node pool of AKS's own components, with the taint `CriticalAddonsOnly`, so that workloads
   * cannot displace them.
   */
  readonly systemPool: SystemPoolProps;

  /**
   * First part of the API server's host name, 1 to 54 letters, digits and '-'. Azure cannot change
   * it later.
   *
   * @default derived from the name
   */
  readonly dnsPrefix?: string;
  /**
   * Resource group that AKS creates for the nodes. It must not exist. Azure cannot change it later.
   *
   * @default `MC_<group>_<name>_<region>`, the default of AKS
   */
  readonly nodeResourceGroup?: string;
  /**
   * Kubernetes version of the control plane and the system pool, for example `1.35`.
   *
   * @default the version of the upgrade channel, so that no plan reverts an upgrade
   */
  readonly kubernetesVersion?: string;
  /**
   * Versions that AKS installs automatically. With `none`, you upgrade manually.
   *
   * @default 'patch'
   */
  readonly upgradeChannel?: 'patch' | 'stable' | 'rapid' | 'node-image' | 'none';
  /**
   * Node images that AKS installs automatically.
   *
   * @default 'NodeImage', a new image each week
   */
  readonly nodeOsUpgradeChannel?: 'NodeImage' | 'SecurityPatch' | 'Unmanaged' | 'None';
  /**
   * Maintenance window for Kubernetes upgrades, UTC.
   *
   * @default Saturday 01:00 for 4 hours, the minimum of AKS
   */
  readonly kubernetesMaintenance?: WeeklyWindow;
  /**
   * Maintenance window for node images, UTC.
   *
   * @default Sunday 01:00 for 4 hours
   */
  readonly nodeOsMaintenance?: WeeklyWindow;
  /**
   * Pricing tier of the control plane.
   *
   * @default 'Standard'; `Free` has no uptime SLA and is for up to 10 nodes
   */
  readonly skuTier?: 'Free' | 'Standard' | 'Premium';
  /**
   * Supports the Kubernetes version for a second year. Requires `skuTier: 'Premium'`.
   *
   * @default false
   */
  readonly longTermSupport?: boolean;
  /** Installs Azure Policy for Kubernetes. @default true */
  readonly azurePolicy?: boolean;
  /**
   * Resource id of the Log Analytics workspace for Container insights, Defender and the control
   * plane's logs.
   *
   * @default none; all three are disabled
   */
  readonly logAnalyticsWorkspaceId?: string;
  /**
   * Installs the agent of Container insights, which also needs the data collection rule of
   * `ContainerInsights`.
   *
   * @default true if there is a workspace
   */
  readonly containerInsights?: boolean;
  /** Enables Microsoft Defender for Containers. @default true if there is a workspace */
  readonly defender?: boolean;
  /**
   * Log categories of the control plane for the workspace.
   *
   * @default all except read requests in the audit log, which are most of its volume
   */
  readonly controlPlaneLogs?: readonly string[];
  /**
   * Installs the agent of managed Prometheus, which also needs the data collection rule of
   * `ManagedPrometheus`.
   *
   * @default true
   */
  readonly managedPrometheus?: boolean;
  /**
   * Installs the Secrets Store CSI driver for Key Vault. `false` disables it.
   *
   * @default enabled, with a rotation interval of 2 minutes
   */
  readonly keyVaultSecrets?: false | { readonly rotationInterval: string };
  /**
   * Installs the CSI driver for blob containers (blobfuse2), which mounts a container with the
   * identity of the pod. The drivers for disks and file shares are always installed.
   *
   * @default false
   * @see learn.microsoft.com/azure/aks/azure-blob-csi (2026-11)
   */
  readonly blobDriver?: boolean;
  /** Installs the KEDA add-on. @default true */
  readonly keda?: boolean;
  /**
   * Installs the Vertical Pod Autoscaler add-on.
   *
   * @default false: it conflicts with KEDA on the same pods
   */
  readonly verticalPodAutoscaler?: boolean;
  /**
   * Interval, in hours (24 to 2160), at which the image cleaner deletes unused images with known
   * vulnerabilities. `false` disables it.
   *
   * @default 168, one week
   */
  readonly imageCleanerIntervalHours?: number | false;
  /**
   * Allows `az aks command invoke`, which gives access to a private cluster from outside its
   * network.
   *
   * @default true
   */
  readonly runCommand?: boolean;
  /** Settings of the cluster autoscaler. */
  readonly autoscaler?: AksAutoscalerProps;
  /**
   * Managed identity of the cluster.
   *
   * @default a new identity, `<name>-identity`
   */
  readonly identity?: { readonly id: string; readonly principalId: PrincipalId };
  /** Name of the new identity. @default `<name>-identity` */
  readonly identityName?: string;
  /**
   * Registries from which the nodes may pull images (AcrPull for the kubelet identity): a label and
   * the resource id.
   *
   * @default none
   */
  readonly registries?: Readonly<Record<string, string>>;
  /**
   * Resource id of an Application Gateway that the ingress controller configures;
   * `IngressControllerRights` grants the roles. The controller tolerates no taint, so the cluster
   * needs an untainted pool.
   *
   * @default none
   */
  readonly applicationGatewayId?: string;
  /**
   * Makes Terraform refuse every plan that would replace or delete the cluster.
   *
   * @default true: small edits replace a cluster (the DNS prefix, the service range, the name of
   * the system pool, …). A replacement stops every workload, and its new OIDC issuer invalidates
   * all federated identity credentials until they are updated
   */
  readonly preventDestroy?: boolean;
  /**
   * Attributes that another system changes, so that a plan ignores them. `kubernetes_version` is
   * not one of them: after an automatic patch of a version that you set, a plan shows `1.35.4 ->
   * 1.35`, which AKS treats as no change. If Terraform ignored the attribute, a later version of
   * yours would have no effect.
   *
   * @default only the node count, if you set one
   * @see learn.microsoft.com/azure/aks/supported-kubernetes-versions, "Alias minor version"
   * (2026-11)
   */
  readonly ignoreChanges?: readonly string[];
  /** Version of azurerm that the Terraform is written for. @default '4.55' */
  readonly azurerm?: AzurermVersion;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** Other arguments of azurerm. They override all props above. @default none */
  readonly overrides?: Partial<KubernetesClusterConfig>;
}

/**
 * Addresses of nodes, pods and Services: Azure CNI overlay with Cilium. Azure cannot change the
 * ranges later.
 */
export interface AksNetworkProps {
  /**
   * Resource id of the subnet of the nodes. The cluster identity gets Network Contributor on it.
   */
  readonly nodeSubnetId: string;
  /** Address range of the pods. Each node uses a /24. */
  readonly podCidr: string;
  /** Address range of the Services. */
  readonly serviceCidr: string;
  /** Address of the cluster DNS, in the service range but not its first address. */
  readonly dnsServiceIp: string;
  /**
   * Outbound connectivity of the nodes.
   *
   * @default 'loadBalancer', which AKS creates
   */
  readonly outboundType?:
    | 'loadBalancer'
    | 'managedNATGateway'
    | 'userAssignedNATGateway'
    | 'userDefinedRouting';
}

/** The system pool. It is part of the cluster resource, so Azure cannot change its name later. */
export interface SystemPoolProps {
  /** Name of the pool, 1 to 12 lowercase letters and digits, starting with a letter. */
  readonly name: string;
  /**
   * VM size with at least 4 vCPUs and 4 GiB, not of the B series.
   *
   * @see learn.microsoft.com/azure/aks/use-system-pools (2026-11)
   */
  readonly vmSize: string;
  /** Minimum number of nodes, at least 2. */
  readonly minNodes: number;
  /** Maximum number of nodes. */
  readonly maxNodes: number;
  /**
   * Number of nodes at creation. Afterwards only the cluster autoscaler changes it.
   *
   * @default `minNodes`
   */
  readonly initialNodes?: number;
  /** Labels of the nodes. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Availability zones that offer the VM size. @default none */
  readonly zones?: readonly string[];
  /** OS disk of a node. @default managed, 128 GiB */
  readonly osDisk?: { readonly type: 'Managed' | 'Ephemeral'; readonly sizeGiB: number };
  /** Maximum number of pods on a node, 30 to 250. @default 110 */
  readonly maxPods?: number;
  /** Surge nodes during an upgrade. @default '33%' */
  readonly maxSurge?: string;
  /**
   * Name of the temporary pool while Terraform replaces this one.
   *
   * @default the first 8 letters of the name and `temp`
   */
  readonly temporaryName?: string;
}

/** A weekly maintenance window. */
export interface WeeklyWindow {
  /** Day of the week, in the time of `utcOffset`. */
  readonly dayOfWeek: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
  /** Start, `HH:MM` in the time of `utcOffset`. */
  readonly startTime: string;
  /**
   * Offset to UTC, `+09:00`. AKS does not follow daylight saving time. @default '+00:00'
   *
   * @see learn.microsoft.com/azure/aks/planned-maintenance (2026-12)
   */
  readonly utcOffset?: string;
  /** Duration in hours, 4 to 24. */
  readonly durationHours: number;
}

/**
 * Settings of the cluster autoscaler.
 *
 * @see learn.microsoft.com/azure/aks/cluster-autoscaler (2026-11)
 */
export interface AksAutoscalerProps {
  /**
   * Strategy that selects the pool to grow if several pools qualify.
   *
   * @default 'least-waste', so that a CPU pod does not start a GPU node
   */
  readonly expander?: 'least-waste' | 'most-pods' | 'priority' | 'random';
  /** Minutes that a node must be idle before the autoscaler removes it. @default 10 */
  readonly scaleDownUnneededMinutes?: number;
  /** Minutes after a new node during which the autoscaler removes no node. @default 10 */
  readonly scaleDownDelayAfterAddMinutes?: number;
  /**
   * Minutes that a new node may need to become ready.
   *
   * @default 20: GPU nodes install a driver, and Azure's default of 15 is too short for it
   */
  readonly maxNodeProvisionMinutes?: number;
  /**
   * Keeps nodes with a pod that uses an `emptyDir`. The value is always explicit, because azurerm
   * sends `false` for an absent argument, whatever Azure's default is.
   *
   * @default false: a model server always uses an `emptyDir` (shared memory, cache), so its GPU
   * node would never be removed
   */
  readonly skipNodesWithLocalStorage?: boolean;
  /** Keeps nodes with a `kube-system` pod that does not belong to a DaemonSet. @default true */
  readonly skipNodesWithSystemPods?: boolean;
  /** Grows similar pools evenly, for a setup with one pool per zone. @default false */
  readonly balanceSimilarNodeGroups?: boolean;
}
