import type { AlertSettings } from '../facts/alert-settings';
import type { CustomVmSize, VmSizeName } from '../facts/vm-sizes';

/** The AKS cluster. Every default is the safe one; each can be changed. */
export interface ClusterDefinition {
  readonly name: string;
  /** Who reaches the API server: only the virtual network, or only these IPv4 ranges (1 to 200). */
  readonly apiServer: { readonly private: true } | { readonly authorizedIpRanges: readonly string[] };
  /** Object ids of the Entra ID groups whose members administer the cluster (at least one: local accounts are off). */
  readonly adminGroupObjectIds: readonly string[];
  /** `1.34`; with the `patch` channel without a patch number. Default: what the channel gives. */
  readonly kubernetesVersion?: string;
  /** Default: `patch`. */
  readonly upgradeChannel?: 'patch' | 'stable' | 'rapid' | 'node-image' | 'none';
  /** Default: `NodeImage`. */
  readonly nodeOsUpgradeChannel?: 'NodeImage' | 'SecurityPatch' | 'Unmanaged' | 'None';
  /** When upgrades may run. Default: Kubernetes on Saturday, node images on Sunday, 4 hours from 01:00 UTC. */
  readonly maintenance?: {
    readonly kubernetes?: MaintenanceWindowDefinition;
    readonly nodeOs?: MaintenanceWindowDefinition;
  };
  /** Default: `Standard`, which has an uptime agreement. */
  readonly skuTier?: 'Free' | 'Standard' | 'Premium';
  /** Default: on. */
  readonly azurePolicy?: boolean;
  /** Microsoft Defender for Containers. Default: on. */
  readonly defender?: boolean;
  /** Container logs to Log Analytics. Default: on. */
  readonly containerInsights?: boolean;
  /** Metrics to an Azure Monitor workspace. Default: on. */
  readonly managedPrometheus?: boolean;
  /** Azure Managed Grafana on the monitor workspace; its name is unique in a region. Default: none. */
  readonly grafana?: { readonly name: string };
  /** Removes images with known holes that nothing uses, every so many hours (24 to 2160). Default: 168. `false`: off. */
  readonly imageCleanerIntervalHours?: number | false;
  /** `az aks command invoke`: the way in for the first deployment of a private cluster. Default: on. */
  readonly runCommand?: boolean;
  /** Days that logs are kept (30 to 730). Default: 30. */
  readonly logRetentionDays?: number;
  /** Who gets a mail when an alert fires. Default: nobody; the alerts are in the portal. docs/monitoring.md has all of them. */
  readonly alertEmails?: readonly string[];
  /** Resource ids of action groups that exist, such as that of whoever is on call; they are told of every alert. At most 5, or 4 besides `alertEmails`. Default: none. */
  readonly alertActionGroupIds?: readonly string[];
  /**
   * Alerts that are off, or have another severity (1 error, 2 warning, 3 informational, 4 verbose), by their kind:
   * `{ 'kv-cache-full': false, 'dead-letters': { severity: 3 } }`. Default: every alert, with the severity of its kind. Alerts on series
   * of Prometheus are off with `managedPrometheus`, those on logs with `containerInsights`.
   */
  readonly alerts?: AlertSettings;
  /** Changes of the cluster autoscaler's settings. */
  readonly autoscaler?: AutoscalerDefinition;
  /** Who installs the NVIDIA driver and device plugin. Default: `device-plugin`. */
  readonly gpuStack?: GpuStack;
}

/**
 * - `device-plugin`: AKS installs the driver, this platform the device plugin.
 * - `gpu-operator`: the NVIDIA GPU Operator installs both; the pools get `gpu_driver = "None"`.
 * - `managed`: something else provides the plugin (AKS-managed GPU pools); nothing is emitted.
 */
export type GpuStack = 'device-plugin' | 'gpu-operator' | 'managed';

/** A weekly window. */
export interface MaintenanceWindowDefinition {
  readonly dayOfWeek: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
  /** `HH:MM`, UTC. */
  readonly startTime: string;
  /** 4 to 24. */
  readonly durationHours: number;
}

/** Settings of the cluster autoscaler; see learn.microsoft.com/azure/aks/cluster-autoscaler. */
export interface AutoscalerDefinition {
  /** Default: `least-waste`. */
  readonly expander?: 'least-waste' | 'most-pods' | 'priority' | 'random';
  /** How long a node is idle before it goes. Default: 10. */
  readonly scaleDownUnneededMinutes?: number;
  /** How long after a new node none goes. Default: 10. */
  readonly scaleDownDelayAfterAddMinutes?: number;
  /** How long a node may take to become ready: GPU nodes install a driver. Default: 20. */
  readonly maxNodeProvisionMinutes?: number;
}

/** A node pool. */
export interface NodePoolDefinition {
  /** 1 to 8 lower-case letters and digits, starting with a letter: a rotation name with four more is made from it. */
  readonly name: string;
  /**
   * - `system`: AKS components only; at least 2 nodes of at least 4 vCPU.
   * - `cpu`: applications, gateways, agents; no taint.
   * - `gpu`: inference; taint `sku=gpu:NoSchedule`, from 0 nodes.
   */
  readonly role: 'system' | 'cpu' | 'gpu';
  readonly vmSize: VmSizeName | CustomVmSize;
  /** Default: 3 for system, 1 for cpu, 0 for gpu. */
  readonly minNodes?: number;
  readonly maxNodes: number;
  /** Nodes at creation; afterwards the autoscaler decides alone. Default: `minNodes`. */
  readonly initialNodes?: number;
  /** Cheaper nodes that Azure may take back. Never for system. Default: off. */
  readonly spot?: boolean;
  /** Default: `sku=gpu` for gpu, `sku=cpu` for cpu. Replaces the default. */
  readonly labels?: Readonly<Record<string, string>>;
  /** `key=value:Effect`. Default: `sku=gpu:NoSchedule` for gpu, none for cpu. Replaces the default. */
  readonly taints?: readonly string[];
  /** Zones of the region that have the size: look it up with `az vm list-skus`. Default: none. */
  readonly zones?: readonly string[];
  /** Default: managed, 128 GiB; 512 GiB for gpu, where images and models are large. */
  readonly osDisk?: { readonly type: 'Managed' | 'Ephemeral'; readonly sizeGiB: number };
  /** 30 to 250. Default: 110. */
  readonly maxPods?: number;
  /**
   * How nodes are replaced at an upgrade. Default: `maxUnavailable: 1` for gpu, where a spare node is often not to be
   * had; `maxSurge: '33%'` for the others. Spot pools take neither.
   */
  readonly upgrade?: { readonly maxSurge: string } | { readonly maxUnavailable: string };
  /**
   * Workloads may together ask for more GPUs, at their most replicas, than the pool may grow to; the later ones then wait.
   * Default: no.
   */
  readonly overcommit?: boolean;
}
