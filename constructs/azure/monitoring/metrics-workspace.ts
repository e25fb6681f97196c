import { Construct } from 'constructs';
import { MonitorWorkspace } from '../../../imports/azurerm';

/** Input of a MetricsWorkspace. */
export interface MetricsWorkspaceProps {
  /** Name, 4 to 44 letters, digits and '-'. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Public network access for queries, which always need a role. @default true */
  readonly publicNetworkAccess?: boolean;
  /** Makes Terraform refuse every plan that would replace or delete it. @default true */
  readonly preventDestroy?: boolean;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An Azure Monitor workspace. Managed Prometheus writes to it, and Grafana and KEDA query it. */
export class MetricsWorkspace extends Construct {
  /** Resource id. */
  readonly workspaceId: string;
  /** Query endpoint for PromQL. */
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
