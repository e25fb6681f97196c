import { Construct } from 'constructs';
import { MonitorDiagnosticSetting } from '../../../imports/azurerm';

/**
 * Log categories of the AKS control plane without `kube-audit`, which contains every read and most
 * of the volume. `kube-audit-admin` contains all changes.
 *
 * @see learn.microsoft.com/azure/aks/monitor-aks-reference, "Resource logs" (2026-11).
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
  /** Resource id of the resource with the logs. */
  readonly targetResourceId: string;
  /** Resource id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;
  /**
   * Logs.
   *
   * @default the group `audit`, which Key Vault, Service Bus and container registries have
   */
  readonly logs?: { readonly categories: readonly string[] } | { readonly group: 'audit' | 'allLogs' };
  /** Platform metrics. @default none: Azure keeps them for 93 days without a diagnostic setting */
  readonly metrics?: readonly string[];
  /**
   * Uses one table for each kind of log instead of the shared table AzureDiagnostics. Set it only
   * for resources that support the choice (AKS does, Key Vault does not); otherwise every plan
   * shows a change.
   *
   * @default the choice of the resource
   */
  readonly resourceSpecificTables?: boolean;
  /** Name of the diagnostic setting. @default 'log-analytics' */
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
