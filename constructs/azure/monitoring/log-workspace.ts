import { Construct } from 'constructs';
import { LogAnalyticsWorkspace } from '../../../imports/azurerm';

/** Input of a LogWorkspace. */
export interface LogWorkspaceProps {
  /** Name, 4 to 63 letters, digits and '-'. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Retention of logs in days, 30 to 730. @default 30: a longer retention costs more */
  readonly retentionDays?: number;
  /**
   * Daily quota in GB, after which Azure discards logs until the next day.
   *
   * @default no quota: it would hide the incident that exceeds it
   */
  readonly dailyQuotaGb?: number;
  /**
   * Allows agents to write with the workspace key instead of an identity.
   *
   * @default Azure's default, true
   */
  readonly localAuthentication?: boolean;
  /** Makes Terraform refuse every plan that would replace or delete it. @default true */
  readonly preventDestroy?: boolean;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A Log Analytics workspace for logs of containers, the control plane and Defender, and for audit
 * logs of services.
 */
export class LogWorkspace extends Construct {
  /** Resource id. */
  readonly workspaceId: string;

  constructor(scope: Construct, id: string, props: LogWorkspaceProps) {
    super(scope, id);
    const workspace = new LogAnalyticsWorkspace(this, 'Resource', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      sku: 'PerGB2018',
      retentionInDays: props.retentionDays ?? 30,
      dailyQuotaGb: props.dailyQuotaGb,
      localAuthenticationEnabled: props.localAuthentication,
      tags: props.tags,
      lifecycle: (props.preventDestroy ?? true) ? { preventDestroy: true } : undefined,
    });
    this.workspaceId = workspace.id;
  }
}
