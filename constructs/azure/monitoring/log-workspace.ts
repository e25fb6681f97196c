import { Construct } from 'constructs';
import { LogAnalyticsWorkspace } from '../../../imports/azurerm';

/** Input of a LogWorkspace. */
export interface LogWorkspaceProps {
  /** 4 to 63 letters, digits and '-'. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Days that logs are kept (30 to 730). Default: 30; more costs more. */
  readonly retentionDays?: number;
  /** GB a day after which logs are dropped until the next day. Default: no limit, as a limit hides the incident that hit it. */
  readonly dailyQuotaGb?: number;
  /** Whether agents may write with the workspace's key instead of an identity. Default: Azure's, which is on. */
  readonly localAuthentication?: boolean;
  /** Terraform refuses any plan that would replace or delete it. Default: on. */
  readonly preventDestroy?: boolean;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A Log Analytics workspace: logs of containers, of the control plane, of Defender, and the audit logs of services. */
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
