import type { KubernetesClusterConfig } from '../../../imports/azurerm';
import type { PrincipalId } from '../../../lib/values/ids';

/** Input of an AksCluster. What is left out is the safe choice. */
export interface AksClusterProps {
  /** 1 to 63 characters. Fixed at creation. */
  readonly name: string;
  /** Short name of the region. Fixed at creation. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** GUID of the Entra ID tenant that people sign in with. */
  readonly tenantId: string;
  /** Object ids of the Entra ID groups whose members administer the cluster. At least one: local accounts are off. */
  readonly adminGroupObjectIds: readonly string[];
  /** Who reaches the API server: only the virtual network, or only these IPv4 ranges. Private is fixed at creation. */
  readonly apiServer: { readonly private: true } | { readonly authorizedIpRanges: readonly string[] };
  readonly network: AksNetworkProps;
  /** The pool of the cluster's own components: `CriticalAddonsOnly`, so that a workload cannot push them off. */
  readonly systemPool: SystemPoolProps;

  /** First part of the API server's name, 1 to 54 letters, digits and '-'. Fixed at creation. Default: made from the name. */
  readonly dnsPrefix?: string;
  /** Resource group that AKS makes for the nodes; must not exist. Fixed at creation. Default: `MC_<group>_<name>_<region>`. */
  readonly nodeResourceGroup?: string;
  /** Version, `1.35`, of the control plane and the system pool. Default: what the channel gives, so that no plan undoes an upgrade. */
  readonly kubernetesVersion?: string;
  /** Which versions AKS installs by itself. `none`: by hand. Default: `patch`. */
  readonly upgradeChannel?: 'patch' | 'stable' | 'rapid' | 'node-image' | 'none';
  /** Which node images AKS installs by itself. Default: `NodeImage`, weekly. */
  readonly nodeOsUpgradeChannel?: 'NodeImage' | 'SecurityPatch' | 'Unmanaged' | 'None';
  /** When Kubernetes may be upgraded, UTC. Default: Saturday 01:00, 4 hours, the shortest that AKS takes. */
  readonly kubernetesMaintenance?: WeeklyWindow;
  /** When node images may be upgraded, UTC. Default: Sunday 01:00, 4 hours. */
  readonly nodeOsMaintenance?: WeeklyWindow;
  /** Default: `Standard`; `Free` has no uptime agreement and is for up to 10 nodes. */
  readonly skuTier?: 'Free' | 'Standard' | 'Premium';
  /** Azure Policy for Kubernetes. Default: on. */
  readonly azurePolicy?: boolean;
  /** Workspace of Container insights, of Defender and of the control plane's logs. Default: none, and then none of them is on. */
  readonly logAnalyticsWorkspaceId?: string;
  /** Container insights; needs its collection rule as well: see ContainerInsights. Default: on with a workspace. */
  readonly containerInsights?: boolean;
  /** Microsoft Defender for Containers. Default: on with a workspace. */
  readonly defender?: boolean;
  /** Logs of the control plane that go to the workspace. Default: all but the reads in the audit log, which are most of its volume. */
  readonly controlPlaneLogs?: readonly string[];
  /** The agent of managed Prometheus; needs its collection rule as well: see ManagedPrometheus. Default: on. */
  readonly managedPrometheus?: boolean;
  /** Key Vault secrets as volumes (CSI). `false`: off. Default: on, rotated every 2 minutes. */
  readonly keyVaultSecrets?: false | { readonly rotationInterval: string };
  /**
   * The CSI driver of blob containers (blobfuse2), which mounts one as a volume with the pod's own identity. Default: off; the drivers
   * of disks and file shares are always on. Source: learn.microsoft.com/azure/aks/azure-blob-csi (2026-11).
   */
  readonly blobDriver?: boolean;
  /** The KEDA add-on. Default: on. */
  readonly keda?: boolean;
  /** The Vertical Pod Autoscaler add-on. Default: off; it fights with KEDA over the same pods. */
  readonly verticalPodAutoscaler?: boolean;
  /** Removes images with known holes that nothing uses, every so many hours (24 to 2160). `false`: off. Default: 168. */
  readonly imageCleanerIntervalHours?: number | false;
  /** `az aks command invoke`: the way into a private cluster from outside of its network. Default: on. */
  readonly runCommand?: boolean;
  /** Changes of the cluster autoscaler's settings. */
  readonly autoscaler?: AksAutoscalerProps;
  /** Identity of the cluster itself. Default: one is made, `<name>-identity`. */
  readonly identity?: { readonly id: string; readonly principalId: PrincipalId };
  /** Name of the identity that is made. Default: `<name>-identity`. */
  readonly identityName?: string;
  /** Registries that the nodes may pull from (AcrPull for the kubelet's identity): a label and the resource id. Default: none. */
  readonly registries?: Readonly<Record<string, string>>;
  /**
   * Resource id of an Application Gateway, which the ingress controller then configures; `IngressControllerRights` lets it. The
   * controller tolerates no taint, so that a pool without one has to be there. Default: none.
   */
  readonly applicationGatewayId?: string;
  /**
   * Terraform refuses any plan that would replace or delete the cluster. Default: on, because small edits replace one (the DNS
   * prefix, the service range, the system pool's name, …): that ends every workload, and the new OIDC issuer makes all federated
   * credentials worthless until they follow.
   */
  readonly preventDestroy?: boolean;
  /**
   * Attributes that something else changes too, so that a plan leaves them alone. Default: none besides the node count, if one is
   * given. `kubernetes_version` is not among them: after an automatic patch of a version that you gave, a plan shows
   * `1.35.4 -> 1.35`, which AKS takes as no change (learn.microsoft.com/azure/aks/supported-kubernetes-versions, "Alias minor
   * version", 2026-11); ignored, the version that you raise one day would do nothing.
   */
  readonly ignoreChanges?: readonly string[];
  /** Major version of azurerm that the Terraform is for. Default: 4. */
  readonly azurermMajor?: 4 | 5;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Anything else of azurerm's own arguments; wins over everything above. Default: none. */
  readonly overrides?: Partial<KubernetesClusterConfig>;
}

/** Where the nodes, pods and Services have their addresses: Azure CNI overlay with Cilium. The ranges are fixed at creation. */
export interface AksNetworkProps {
  /** Resource id of the subnet of the nodes. The cluster's identity becomes its Network Contributor. */
  readonly nodeSubnetId: string;
  /** Range of the pods, a /24 a node. */
  readonly podCidr: string;
  /** Range of the Services. */
  readonly serviceCidr: string;
  /** An address of the service range, not the first. */
  readonly dnsServiceIp: string;
  /** How nodes get to the Internet. Default: `loadBalancer`, which AKS makes. */
  readonly outboundType?:
    | 'loadBalancer'
    | 'managedNATGateway'
    | 'userAssignedNATGateway'
    | 'userDefinedRouting';
}

/** The system pool. It is part of the cluster: its name is fixed at creation. */
export interface SystemPoolProps {
  readonly name: string;
  /** At least 4 vCPU and 4 GiB, not the B series: learn.microsoft.com/azure/aks/use-system-pools (2026-11). */
  readonly vmSize: string;
  /** At least 2. */
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Nodes at creation; afterwards the autoscaler decides alone. Default: `minNodes`. */
  readonly initialNodes?: number;
  /** Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Zones of the region that have the size. Default: none. */
  readonly zones?: readonly string[];
  /** Default: managed, 128 GiB. */
  readonly osDisk?: { readonly type: 'Managed' | 'Ephemeral'; readonly sizeGiB: number };
  /** 30 to 250. Default: 110. */
  readonly maxPods?: number;
  /** Spare nodes at an upgrade. Default: `33%`. */
  readonly maxSurge?: string;
  /** Pool that holds the pods while this one is replaced. Default: the first 8 letters and `temp`. */
  readonly temporaryName?: string;
}

/** A weekly window. */
export interface WeeklyWindow {
  readonly dayOfWeek: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
  /** `HH:MM`, UTC. */
  readonly startTime: string;
  /** 4 to 24. */
  readonly durationHours: number;
}

/** Settings of the cluster autoscaler: learn.microsoft.com/azure/aks/cluster-autoscaler (2026-11). */
export interface AksAutoscalerProps {
  /** Which pool grows if several could. Default: `least-waste`, so that a CPU pod does not start a GPU node. */
  readonly expander?: 'least-waste' | 'most-pods' | 'priority' | 'random';
  /** How long a node is idle before it goes. Default: 10. */
  readonly scaleDownUnneededMinutes?: number;
  /** How long after a new node none goes. Default: 10. */
  readonly scaleDownDelayAfterAddMinutes?: number;
  /** How long a node may take to become ready. Default: 20; GPU nodes install a driver, and Azure's 15 is short for it. */
  readonly maxNodeProvisionMinutes?: number;
  /**
   * Keeps nodes with a pod that has an `emptyDir`. Default: off. A model server always has one (shared memory, cache), so its GPU
   * node would never go. Stated, because azurerm sends `false` for an argument that is left out, whatever Azure's default is.
   */
  readonly skipNodesWithLocalStorage?: boolean;
  /** Keeps nodes with a pod of `kube-system` that is not of a DaemonSet. Default: on. */
  readonly skipNodesWithSystemPods?: boolean;
  /** Grows equal pools evenly: for one pool a zone. Default: off. */
  readonly balanceSimilarNodeGroups?: boolean;
}
