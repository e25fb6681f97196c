import type { TerraformMetaArguments, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { FederatedIdentityCredential, PrivateDnsZoneVirtualNetworkLink } from '../../../imports/azurerm';

/**
 * Major versions of azurerm that this project supports. This file contains every difference between
 * them; all other code uses arguments that 4.55 (the bindings), the newest 4.x (4.81) and 5.x
 * accept.
 *
 * @see the provider's CHANGELOG-v4.md and guides/5.0-upgrade-guide (2026-11).
 */
export type AzurermMajor = 4 | 5;

/**
 * Returns the version constraint of the provider. The constraint of the bindings, `~> 4.0`, would
 * allow an older provider that does not support the emitted arguments.
 *
 * @param withGrafana whether the stack contains a Managed Grafana 12, which azurerm supports since
 * 4.62. Azure no longer offers Grafana 11, the newest version in older providers.
 */
export function azurermVersionConstraint(major: AzurermMajor, withGrafana = false): string {
  if (major === 5) return '>= 5.2.0, < 6.0.0';
  return withGrafana ? '>= 4.62.0, < 5.0.0' : '>= 4.55.0, < 5.0.0';
}

/** A federated identity credential, independent of the argument names of a provider version. */
export interface FederatedCredentialConfig extends Pick<TerraformMetaArguments, 'dependsOn' | 'lifecycle'> {
  /** Name of the credential. */
  readonly name: string;
  /** Resource id of the managed identity. */
  readonly identityId: string;
  /** Name of the resource group of the identity, for azurerm 4.x. */
  readonly resourceGroupName: string;
  /** URL of the OIDC issuer of the cluster. */
  readonly issuer: string;
  /** Subject of the token: `system:serviceaccount:<namespace>:<name>`. */
  readonly subject: string;
  /** Audiences of the token. */
  readonly audience: string[];
}

/**
 * Creates a federated identity credential. Its parent is `parent_id` with `resource_group_name` in
 * 4.x (required in 4.55, deprecated since 4.60 and 4.65) and `user_assigned_identity_id` in 5.x.
 */
export function createFederatedCredential(
  scope: Construct,
  id: string,
  { identityId, resourceGroupName, ...config }: FederatedCredentialConfig,
  major: AzurermMajor,
): FederatedIdentityCredential {
  if (major === 4) {
    return new FederatedIdentityCredential(scope, id, { ...config, parentId: identityId, resourceGroupName });
  }
  const credential = new FederatedIdentityCredential(scope, id, {
    ...config,
    ...leftOut<{ parentId: string; resourceGroupName: string }>(),
  });
  credential.addOverride('user_assigned_identity_id', identityId);
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
  major: AzurermMajor,
): PrivateDnsZoneVirtualNetworkLink {
  if (major === 4) {
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
export function setNodeProvisioning(cluster: TerraformResource, major: AzurermMajor): void {
  if (major === 5) cluster.addOverride('node_provisioning_profile', [{ mode: 'Manual' }]);
}

/** Enables HTTP/2 of an Application Gateway: `enable_http2` in 4.55, `http2_enabled` in 5.x. */
export function setGatewayHttp2(gateway: TerraformResource, major: AzurermMajor): void {
  gateway.addOverride(major === 5 ? 'http2_enabled' : 'enable_http2', true);
}

/**
 * Stands for arguments that the bindings require and a newer provider removed. CDKTF omits
 * undefined values.
 */
function leftOut<T extends object>(): T {
  return {} as T;
}
