import type { TerraformMetaArguments, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { FederatedIdentityCredential, PrivateDnsZoneVirtualNetworkLink } from '../../../imports/azurerm';
import { type AzurermVersion, azurermMajorOf, isAzurermAtLeast } from '../../../lib/facts/azurerm-versions';

/*
 * This file contains every difference between the versions of azurerm that this project supports.
 * All other code uses arguments that 4.55 (the bindings), the newest 4.x (4.81) and 5.x accept.
 * Each function emits the form that the stated version and all later ones of its major version
 * accept, and that the stated version does not deprecate.
 *
 * Each version below is the first tag of hashicorp/terraform-provider-azurerm whose schema has the
 * argument: `internal/services/network/application_gateway_resource.go`,
 * `managedidentity/federated_identity_credential_resource.go`,
 * `privatedns/private_dns_zone_virtual_network_link_resource.go`,
 * `containers/kubernetes_cluster_resource.go` (2026-12).
 */

/** Azure no longer offers Grafana 11, and azurerm supports 12 since this version. */
const firstWithGrafana12 = '4.62';

/**
 * Returns the version constraint of the provider: the stated version or a later one of its major
 * version. The constraint of the bindings, `~> 4.0`, would allow an older provider that does not
 * support the emitted arguments.
 *
 * @param withGrafana whether the stack contains a Managed Grafana 12.
 */
export function azurermVersionConstraint(azurerm: AzurermVersion, withGrafana = false): string {
  const isTooOld = withGrafana && !isAzurermAtLeast(azurerm, firstWithGrafana12);
  const minimum = isTooOld ? firstWithGrafana12 : azurerm;
  return `>= ${minimum}.0, < ${azurermMajorOf(azurerm) + 1}.0.0`;
}

/** A federated identity credential, independent of the argument names of a provider version. */
export interface FederatedCredentialConfig extends Pick<TerraformMetaArguments, 'dependsOn' | 'lifecycle'> {
  /** Name of the credential. */
  readonly name: string;
  /** Resource id of the managed identity. */
  readonly identityId: string;
  /** Name of the resource group of the identity, for azurerm before 4.60. */
  readonly resourceGroupName: string;
  /** URL of the OIDC issuer of the cluster. */
  readonly issuer: string;
  /** Subject of the token: `system:serviceaccount:<namespace>:<name>`. */
  readonly subject: string;
  /** Audiences of the token. */
  readonly audience: string[];
}

/**
 * Creates a federated identity credential. Its parent is `parent_id` with `resource_group_name`.
 * 4.60 deprecates `resource_group_name` and makes it optional. 4.65 renames `parent_id` to
 * `user_assigned_identity_id` and deprecates it. 5.0 removes both.
 */
export function createFederatedCredential(
  scope: Construct,
  id: string,
  { identityId, resourceGroupName, ...config }: FederatedCredentialConfig,
  azurerm: AzurermVersion,
): FederatedIdentityCredential {
  if (!isAzurermAtLeast(azurerm, '4.60')) {
    return new FederatedIdentityCredential(scope, id, { ...config, parentId: identityId, resourceGroupName });
  }
  const credential = new FederatedIdentityCredential(scope, id, {
    ...config,
    ...leftOut<{ parentId: string; resourceGroupName: string }>(),
  });
  credential.addOverride(
    isAzurermAtLeast(azurerm, '4.65') ? 'user_assigned_identity_id' : 'parent_id',
    identityId,
  );
  return credential;
}

/** Link between a private DNS zone and a virtual network. */
export interface DnsZoneLinkConfig {
  /** Name of the link. */
  readonly name: string;
  /** Resource id and name of the private DNS zone. */
  readonly zone: { readonly id: string; readonly name: string };
  /** Name of the resource group of the zone, for azurerm 4.x. */
  readonly resourceGroupName: string;
  /** Resource id of the virtual network. */
  readonly virtualNetworkId: string;
  /** Tags of the link. @default none */
  readonly tags?: { [key: string]: string };
}

/** Creates the link. azurerm 5.x references the zone by its id, 4.x by name and resource group. */
export function createDnsZoneLink(
  scope: Construct,
  id: string,
  { zone, resourceGroupName, ...config }: DnsZoneLinkConfig,
  azurerm: AzurermVersion,
): PrivateDnsZoneVirtualNetworkLink {
  if (!isAzurermAtLeast(azurerm, '5.0')) {
    return new PrivateDnsZoneVirtualNetworkLink(scope, id, {
      ...config,
      privateDnsZoneName: zone.name,
      resourceGroupName,
    });
  }
  const link = new PrivateDnsZoneVirtualNetworkLink(scope, id, {
    ...config,
    ...leftOut<{ privateDnsZoneName: string; resourceGroupName: string }>(),
  });
  link.addOverride('private_dns_zone_id', zone.id);
  return link;
}

/**
 * Sets the node provisioning mode, which azurerm 5.x requires and 4.55 does not support. `Manual`
 * is the mode of a cluster without the block: node pools with the cluster autoscaler instead of
 * Karpenter.
 */
export function setNodeProvisioning(cluster: TerraformResource, azurerm: AzurermVersion): void {
  if (isAzurermAtLeast(azurerm, '5.0'))
    cluster.addOverride('node_provisioning_profile', [{ mode: 'Manual' }]);
}

/** Enables HTTP/2 of an Application Gateway. 4.62 renames `enable_http2` to `http2_enabled`. */
export function setGatewayHttp2(gateway: TerraformResource, azurerm: AzurermVersion): void {
  gateway.addOverride(isAzurermAtLeast(azurerm, '4.62') ? 'http2_enabled' : 'enable_http2', true);
}

/**
 * Stands for arguments that the bindings require and a newer provider removed. CDKTF omits
 * undefined values.
 */
function leftOut<T extends object>(): T {
  return {} as T;
}
