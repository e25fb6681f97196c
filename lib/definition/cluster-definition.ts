import { type AlertKind, alertKindNames } from '../facts/alert-kinds';
import {
  anyOf,
  boolean,
  type CompleteOf,
  choice,
  type DefinitionOf,
  literal,
  number,
  type Optional,
  object,
  type Schema,
  text,
  texts,
} from '../values/schema';

const maintenanceWindow = object({
  /** Day of the week, in the time of `utcOffset`. */
  dayOfWeek: choice(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']),
  /** Start time, in the time of `utcOffset`: `HH:MM`. */
  startTime: text,
  /** Length in hours, 4 to 24. */
  durationHours: number,
  /**
   * Offset to UTC of the day and the start time: `+09:00`. AKS does not follow daylight saving
   * time.
   * @default the offset of `azure.location` without daylight saving time; `+00:00` in a region that
   * the platform does not know
   */
  utcOffset: text.optional(),
});

/** A weekly maintenance window. */
export interface MaintenanceWindowDefinition extends DefinitionOf<typeof maintenanceWindow> {}
const maintenanceWindowSchema: Schema<MaintenanceWindowDefinition> = maintenanceWindow;

const autoscaler = object({
  /**
   * How the cluster autoscaler selects a node pool if several fit.
   * @default `least-waste`, so that a CPU pod does not start a GPU node; `priority` if a workload
   * names several node pools
   */
  expander: choice(['least-waste', 'most-pods', 'priority', 'random']).optional(),
  /**
   * Minutes, 1 to 1440, that a node must be unneeded before the autoscaler removes it.
   * @default 10, the default of AKS
   */
  scaleDownUnneededMinutes: number.default(10),
  /**
   * Minutes, 1 to 1440, after adding a node in which the autoscaler removes none.
   * @default 10, the default of AKS
   */
  scaleDownDelayAfterAddMinutes: number.default(10),
  /**
   * Minutes, 1 to 1440, that a node may take to become ready. After that the autoscaler tries
   * another node pool.
   * @default 20, because GPU nodes install a driver: the 15 minutes of AKS are too short
   */
  maxNodeProvisionMinutes: number.default(20),
});

/**
 * Settings of the cluster autoscaler.
 * @see https://learn.microsoft.com/azure/aks/cluster-autoscaler
 */
export interface AutoscalerDefinition extends DefinitionOf<typeof autoscaler> {}
/** Settings of the cluster autoscaler with defaults filled in. */
export interface CompleteAutoscaler extends CompleteOf<typeof autoscaler> {}
const autoscalerSchema: Schema<AutoscalerDefinition, CompleteAutoscaler> = autoscaler;

const gpuStackSchema = choice(['device-plugin', 'gpu-operator']);

/**
 * What installs the NVIDIA driver and device plugin.
 *
 * - `device-plugin`: AKS installs the driver, the platform installs the device plugin.
 * - `gpu-operator`: the NVIDIA GPU Operator installs both. The node pools get `gpu_driver =
 *   "None"`.
 *
 * AKS-managed GPU node pools are a preview without the cluster autoscaler, so they are not a
 * choice.
 * @see https://learn.microsoft.com/azure/aks/aks-managed-gpu-nodes
 */
export type GpuStack = DefinitionOf<typeof gpuStackSchema>;

const alertSetting = anyOf([
  literal(false),
  object({
    /** Severity: 1 error, 2 warning, 3 informational, 4 verbose. */
    severity: choice([1, 2, 3, 4]),
  }),
]);
const alerts = object(
  Object.fromEntries(alertKindNames.map((kind) => [kind, alertSetting.optional()])) as Record<
    AlertKind,
    Optional<typeof alertSetting>
  >,
);

/** Changes of alerts, by their kind. */
export interface AlertsDefinition extends DefinitionOf<typeof alerts> {}
const alertsSchema: Schema<AlertsDefinition> = alerts;

const cluster = object({
  /**
   * Name of the cluster: letters, digits and single hyphens, at most 36. Names of other resources
   * are made from it. Azure does not allow changes after creation.
   */
  name: text,
  /**
   * Who can reach the API server: clients in the virtual network (`private: true`), or clients in
   * these address ranges. Azure does not allow changing from one to the other after creation.
   */
  apiServer: anyOf([
    object({
      /** The API server has a private address only. */
      private: literal(true),
    }),
    object({
      /** IPv4 ranges in CIDR notation, 1 to 200, that may reach the API server. */
      authorizedIpRanges: texts,
    }),
  ]),
  /**
   * Object ids of the Entra ID groups whose members administer the cluster. At least one, because
   * local accounts are off.
   */
  adminGroupObjectIds: texts,
  /**
   * Kubernetes version: `1.37`. With the channel `patch` without a patch version; not allowed with
   * `stable` and `rapid`. It determines the version of KEDA, so synth refuses triggers that this
   * KEDA does not have, and warns 90 days before the end of support.
   * @default the version that AKS selects for the channel. Synth then knows neither KEDA's version
   * nor the end of support
   */
  kubernetesVersion: text.optional(),
  /**
   * Which Kubernetes upgrades AKS installs automatically.
   * @default `patch`: security fixes arrive automatically, and a new minor version is a change that
   * you make
   */
  upgradeChannel: choice(['patch', 'stable', 'rapid', 'node-image', 'none']).default('patch'),
  /**
   * Which node upgrades AKS installs automatically.
   * @default `NodeImage`, weekly images that Microsoft tests as a whole
   */
  nodeOsUpgradeChannel: choice(['NodeImage', 'SecurityPatch', 'Unmanaged', 'None']).default('NodeImage'),
  /**
   * When AKS installs upgrades.
   * @default the default of each window
   */
  maintenance: object({
    /**
     * Window for Kubernetes upgrades.
     * @default Saturday 01:00 in the time of the region, 4 hours, the minimum of AKS: outside
     * office hours
     */
    kubernetes: maintenanceWindowSchema.default({
      dayOfWeek: 'Saturday',
      startTime: '01:00',
      durationHours: 4,
    }),
    /**
     * Window for node upgrades.
     * @default Sunday 01:00 in the time of the region, 4 hours: not on the day of the Kubernetes
     * upgrades
     */
    nodeOs: maintenanceWindowSchema.default({ dayOfWeek: 'Sunday', startTime: '01:00', durationHours: 4 }),
  }).prefault({}),
  /**
   * Pricing tier of the cluster.
   * @default `Standard`, which has an uptime SLA. `Free` has none; `Premium` is the condition for
   * `longTermSupport`
   */
  skuTier: choice(['Free', 'Standard', 'Premium']).default('Standard'),
  /**
   * Whether AKS supports the Kubernetes version for a second year. Requires `skuTier: 'Premium'`.
   * @default false: a version has one year of community support
   * @see https://learn.microsoft.com/azure/aks/long-term-support
   */
  longTermSupport: boolean.default(false),
  /**
   * Azure Policy add-on.
   * @default true, so that the policies that your organization assigns apply to objects in the
   * cluster
   */
  azurePolicy: boolean.default(true),
  /**
   * Microsoft Defender for Containers.
   * @default true, so that threats in running containers raise alerts in Microsoft Defender for
   * Cloud
   */
  defender: boolean.default(true),
  /**
   * Container insights: container logs and events in the Log Analytics workspace.
   * @default true, because the alerts on logs need it
   */
  containerInsights: boolean.default(true),
  /**
   * Managed Prometheus: metrics in an Azure Monitor workspace.
   * @default true, because alerts, dashboards and the `vllm` trigger need it
   */
  managedPrometheus: boolean.default(true),
  /**
   * Azure Managed Grafana on the Azure Monitor workspace. Requires `managedPrometheus`.
   * @default none
   */
  grafana: object({
    /**
     * Name of the Grafana workspace: 2 to 23 letters, digits and hyphens, starting with a letter,
     * unique in the region.
     */
    name: text,
  }).optional(),
  /**
   * Interval in hours, 24 to 2160, in which AKS removes unused images with known vulnerabilities
   * from the nodes. `false` turns it off.
   * @default 168, once a week
   */
  imageCleanerIntervalHours: anyOf([number, literal(false)]).default(168),
  /**
   * Whether `az aks command invoke` works. It runs commands in a private cluster from outside its
   * virtual network.
   * @default true, because the first deployment of a private cluster uses it
   */
  runCommand: boolean.default(true),
  /**
   * Retention of logs in days, 30 to 730.
   * @default 30, the minimum
   */
  logRetentionDays: number.default(30),
  /**
   * Email addresses that get every alert. An empty list means that no one does, without a warning.
   * @default none, with a warning unless `alertActionGroupIds` has a receiver: alerts are visible
   * in the Azure portal only. docs/monitoring.md lists all alerts
   */
  alertEmails: texts.optional(),
  /**
   * Resource ids of existing action groups that get every alert, for example the one of your
   * on-call service. At most 5, or 4 together with `alertEmails`.
   * @default none
   */
  alertActionGroupIds: texts.default([]),
  /**
   * Alerts to turn off, or to give another severity (1 error, 2 warning, 3 informational, 4
   * verbose), by kind: `{ 'kv-cache-full': false, 'dead-letters': { severity: 3 } }`. Alerts on
   * Prometheus metrics require `managedPrometheus`, alerts on logs `containerInsights`.
   * @default every alert, with the severity of its kind
   */
  alerts: alertsSchema.default({}),
  /**
   * Settings of the cluster autoscaler.
   * @default the default of each setting
   */
  autoscaler: autoscalerSchema.prefault({}),
  /**
   * What installs the NVIDIA driver and device plugin.
   * @default `device-plugin`, the smallest stack that AKS documents
   */
  gpuStack: gpuStackSchema.default('device-plugin'),
});

/** The AKS cluster. Every default is the safe choice. */
export interface ClusterDefinition extends DefinitionOf<typeof cluster> {}
/** The AKS cluster with defaults filled in. */
export interface CompleteCluster extends CompleteOf<typeof cluster> {}
export const clusterSchema: Schema<ClusterDefinition, CompleteCluster> = cluster;
