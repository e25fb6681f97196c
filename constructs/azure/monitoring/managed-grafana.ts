import { Construct } from 'constructs';
import { DashboardGrafana, RoleAssignment } from '../../../imports/azurerm';

/** Input of a ManagedGrafana. */
export interface ManagedGrafanaProps {
  /**
   * Name, 2 to 23 letters, digits and '-', starting with a letter. It is a part of the address and
   * unique in the region.
   */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Resource id of the Azure Monitor workspace. */
  readonly monitorWorkspaceId: string;
  /**
   * Major version of Grafana.
   *
   * @default '12', which needs azurerm 4.62 or newer; older versions support `11`
   */
  readonly majorVersion?: string;
  /** Public network access. Users always sign in with Entra ID. @default true */
  readonly publicNetworkAccess?: boolean;
  /**
   * Zone redundancy. Azure cannot change it later.
   *
   * @default false: some regions do not support it
   */
  readonly zoneRedundancy?: boolean;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Azure Managed Grafana for an Azure Monitor workspace, with the role that it needs to read it. */
export class ManagedGrafana extends Construct {
  /** Address of the Grafana. */
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
