import { Construct } from 'constructs';
import { DashboardGrafana, RoleAssignment } from '../../../imports/azurerm';

/** Input of a ManagedGrafana. */
export interface ManagedGrafanaProps {
  /** 2 to 23 letters, digits and '-', starting with a letter; part of its address, unique in the region. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Resource id of the Azure Monitor workspace that it shows. */
  readonly monitorWorkspaceId: string;
  /** Default: `12`, for azurerm 4.62 or newer; an older one takes `11`. */
  readonly majorVersion?: string;
  /** Whether it can be reached from outside of a private link; people sign in with Entra ID in any case. Default: on. */
  readonly publicNetworkAccess?: boolean;
  /** Copies in several zones. Fixed at creation. Default: off; not every region has it. */
  readonly zoneRedundancy?: boolean;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Azure Managed Grafana on an Azure Monitor workspace, with the role that lets it read there. */
export class ManagedGrafana extends Construct {
  /** Address for people. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: ManagedGrafanaProps) {
    super(scope, id);
    const grafana = new DashboardGrafana(this, 'Resource', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      grafanaMajorVersion: props.majorVersion ?? '12',
      identity: { type: 'SystemAssigned' },
      azureMonitorWorkspaceIntegrations: [{ resourceId: props.monitorWorkspaceId }],
      apiKeyEnabled: false,
      publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
      zoneRedundancyEnabled: props.zoneRedundancy ?? false,
      tags: props.tags,
    });
    new RoleAssignment(this, 'metrics-role', {
      scope: props.monitorWorkspaceId,
      roleDefinitionName: 'Monitoring Data Reader',
      principalId: grafana.identity.principalId,
      principalType: 'ServicePrincipal',
    });
    this.endpoint = grafana.endpoint;
  }
}
