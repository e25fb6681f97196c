import { Construct } from 'constructs';
import { PrivateDnsZone, PrivateEndpoint } from '../../../imports/azurerm';
import type { AzureCloud } from '../../../lib/facts/azure-cloud';
import { type AzurermVersion, defaultAzurermVersion } from '../../../lib/facts/azurerm-versions';
import { createDnsZoneLink } from '../stack/azurerm-compatibility';

/** Services that support private endpoints. */
export type PrivateService = 'keyVault' | 'registry' | 'serviceBus' | 'blob' | 'file';

interface PrivateServiceFacts {
  /** Subresource of the endpoint, Azure's "group id". */
  readonly subresource: string;
  readonly zone: Readonly<Record<AzureCloud, string>>;
}

/** @see learn.microsoft.com/azure/private-link/private-endpoint-dns (2026-11). */
const services: Record<PrivateService, PrivateServiceFacts> = {
  keyVault: {
    subresource: 'vault',
    zone: {
      AzurePublicCloud: 'privatelink.vaultcore.azure.net',
      AzureUSGovernmentCloud: 'privatelink.vaultcore.usgovcloudapi.net',
      AzureChinaCloud: 'privatelink.vaultcore.azure.cn',
    },
  },
  registry: {
    subresource: 'registry',
    zone: {
      AzurePublicCloud: 'privatelink.azurecr.io',
      AzureUSGovernmentCloud: 'privatelink.azurecr.us',
      AzureChinaCloud: 'privatelink.azurecr.cn',
    },
  },
  serviceBus: {
    subresource: 'namespace',
    zone: {
      AzurePublicCloud: 'privatelink.servicebus.windows.net',
      AzureUSGovernmentCloud: 'privatelink.servicebus.usgovcloudapi.net',
      AzureChinaCloud: 'privatelink.servicebus.chinacloudapi.cn',
    },
  },
  // A storage account has one endpoint for each of its services.
  blob: {
    subresource: 'blob',
    zone: {
      AzurePublicCloud: 'privatelink.blob.core.windows.net',
      AzureUSGovernmentCloud: 'privatelink.blob.core.usgovcloudapi.net',
      AzureChinaCloud: 'privatelink.blob.core.chinacloudapi.cn',
    },
  },
  file: {
    subresource: 'file',
    zone: {
      AzurePublicCloud: 'privatelink.file.core.windows.net',
      AzureUSGovernmentCloud: 'privatelink.file.core.usgovcloudapi.net',
      AzureChinaCloud: 'privatelink.file.core.chinacloudapi.cn',
    },
  },
};

/** Input of a ServicePrivateEndpoint. */
export interface ServicePrivateEndpointProps {
  /** Name of the endpoint. */
  readonly name: string;
  /** Kind of the service. It determines the subresource and the private DNS zone. */
  readonly service: PrivateService;
  /** Resource id of the vault, registry, namespace or storage account. */
  readonly resourceId: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Resource id of the subnet of the endpoint. */
  readonly subnetId: string;
  /**
   * Resource id of the virtual network to which the private DNS zone is linked. Its machines
   * resolve the usual name of the service.
   */
  readonly virtualNetworkId: string;
  /** Cloud of the service. @default 'AzurePublicCloud' */
  readonly cloud?: AzureCloud;
  /**
   * Resource id of an existing private DNS zone that is linked to the network: the zone of a hub,
   * or `zoneId` of another endpoint for the same kind of service. Azure rejects two linked zones
   * with the same name.
   *
   * @default a new zone with a link
   */
  readonly privateDnsZoneId?: string;
  /** Version of azurerm that the Terraform is written for. @default '4.55' */
  readonly azurerm?: AzurermVersion;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A private endpoint for one service, with the private DNS zone that resolves the usual name of the
 * service to it.
 */
export class ServicePrivateEndpoint extends Construct {
  readonly endpoint: PrivateEndpoint;
  /** Resource id of the private DNS zone. */
  readonly zoneId: string;

  constructor(scope: Construct, id: string, props: ServicePrivateEndpointProps) {
    super(scope, id);
    const { location, resourceGroupName } = props;
    const tags = props.tags && { ...props.tags };
    const zone = props.privateDnsZoneId === undefined ? this.createZone(props) : undefined;
    this.zoneId = zone?.id ?? props.privateDnsZoneId!;
    this.endpoint = new PrivateEndpoint(this, 'endpoint', {
      name: props.name,
      location,
      resourceGroupName,
      subnetId: props.subnetId,
      privateServiceConnection: {
        name: props.name,
        privateConnectionResourceId: props.resourceId,
        subresourceNames: [services[props.service].subresource],
        isManualConnection: false,
      },
      privateDnsZoneGroup: { name: 'default', privateDnsZoneIds: [this.zoneId] },
      // Who finds the endpoint before the name leads to it is refused by the service's firewall.
      dependsOn: zone && [zone.link],
      tags,
    });
  }

  private createZone(props: ServicePrivateEndpointProps) {
    const { name, resourceGroupName, virtualNetworkId } = props;
    const tags = props.tags && { ...props.tags };
    const zone = new PrivateDnsZone(this, 'zone', {
      name: services[props.service].zone[props.cloud ?? 'AzurePublicCloud'],
      resourceGroupName,
      tags,
    });
    const link = createDnsZoneLink(
      this,
      'link',
      { name, zone, resourceGroupName, virtualNetworkId, tags },
      props.azurerm ?? defaultAzurermVersion,
    );
    return { id: zone.id, link };
  }
}
