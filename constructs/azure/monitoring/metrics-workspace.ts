import { Construct } from 'constructs';
import { MonitorWorkspace } from '../../../imports/azurerm';

/** Input of a MetricsWorkspace. */
export interface MetricsWorkspaceProps {
  /** 4 to 44 letters, digits and '-'. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Whether it can be queried from outside of a private link. Default: on; queries need a role in any case. */
  readonly publicNetworkAccess?: boolean;
  /** Terraform refuses any plan that would replace or delete it. Default: on. */
  readonly preventDestroy?: boolean;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An Azure Monitor workspace: what managed Prometheus writes to, and Grafana and KEDA query. */
export class MetricsWorkspace extends Construct {
  /** Resource id. */
  readonly workspaceId: string;
  /** Address that answers PromQL. */
  readonly queryEndpoint: string;

  constructor(scope: Construct, id: string, props: MetricsWorkspaceProps) {
    super(scope, id);
    const workspace = new MonitorWorkspace(this, 'Resource', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
      tags: props.tags,
      lifecycle: (props.preventDestroy ?? true) ? { preventDestroy: true } : undefined,
    });
    this.workspaceId = workspace.id;
    this.queryEndpoint = workspace.queryEndpoint;
  }
}
