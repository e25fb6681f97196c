import { Construct } from 'constructs';
import { MonitorDiagnosticSetting } from '../../../imports/azurerm';

/**
 * The control plane's logs of AKS without `kube-audit`: that one has every read as well, and is most of the volume;
 * `kube-audit-admin` has who changed what.
 * Source: learn.microsoft.com/azure/aks/monitor-aks-reference, "Resource logs" (2026-11).
 */
export const defaultControlPlaneLogs: readonly string[] = [
  'cloud-controller-manager',
  'cluster-autoscaler',
  'csi-azuredisk-controller',
  'csi-azurefile-controller',
  'csi-snapshot-controller',
  'guard',
  'kube-apiserver',
  'kube-audit-admin',
  'kube-controller-manager',
  'kube-scheduler',
];

/** Input of a DiagnosticSetting. */
export interface DiagnosticSettingProps {
  /** Resource id of what logs. */
  readonly targetResourceId: string;
  /** Resource id of the workspace that the logs go to. */
  readonly logAnalyticsWorkspaceId: string;
  /** Which logs. Default: the group `audit` (who did what), which Key Vault, Service Bus and container registries have. */
  readonly logs?: { readonly categories: readonly string[] } | { readonly group: 'audit' | 'allLogs' };
  /** Which platform metrics. Default: none; Azure keeps them for 93 days anyway. */
  readonly metrics?: readonly string[];
  /**
   * Own tables for each kind of log, instead of AzureDiagnostics for all. Only for resources that let one choose (AKS does, Key Vault
   * does not), or every plan shows a change. Default: the resource's choice.
   */
  readonly resourceSpecificTables?: boolean;
  /** Default: `log-analytics`. */
  readonly name?: string;
}

/** Sends the logs of one resource to Log Analytics. */
export class DiagnosticSetting extends Construct {
  readonly resource: MonitorDiagnosticSetting;

  constructor(scope: Construct, id: string, props: DiagnosticSettingProps) {
    super(scope, id);
    const logs = props.logs ?? { group: 'audit' };
    this.resource = new MonitorDiagnosticSetting(this, 'Resource', {
      name: props.name ?? 'log-analytics',
      targetResourceId: props.targetResourceId,
      logAnalyticsWorkspaceId: props.logAnalyticsWorkspaceId,
      logAnalyticsDestinationType:
        props.resourceSpecificTables === undefined
          ? undefined
          : props.resourceSpecificTables
            ? 'Dedicated'
            : 'AzureDiagnostics',
      enabledLog:
        'group' in logs ? [{ categoryGroup: logs.group }] : logs.categories.map((category) => ({ category })),
      enabledMetric: props.metrics?.map((category) => ({ category })),
    });
  }
}
