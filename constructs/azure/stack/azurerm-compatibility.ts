import type { TerraformMetaArguments, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { FederatedIdentityCredential, PrivateDnsZoneVirtualNetworkLink } from '../../../imports/azurerm';

/**
 * Everything that differs between the versions of azurerm that this project emits for, in this one file. All else is written
 * so that 4.55 (the bindings), the newest 4.x (4.81) and 5.x take it alike.
 *
 * Source: the provider's CHANGELOG-v4.md and guides/5.0-upgrade-guide (2026-11).
 */
export type AzurermMajor = 4 | 5;

/**
 * Versions of the provider that the Terraform is for. The bindings' own constraint is `~> 4.0`, which would let an older
 * provider run that does not know what is emitted.
 *
 * @param withGrafana Managed Grafana 12, which azurerm takes since 4.62; the 11 that older ones take is gone in 5.x.
 */
export function azurermVersionConstraint(major: AzurermMajor, withGrafana = false): string {
  if (major === 5) return '>= 5.2.0, < 6.0.0';
  return withGrafana ? '>= 4.62.0, < 5.0.0' : '>= 4.55.0, < 5.0.0';
}

/** A federated credential by what it means, not by what the provider calls it this year. */
export interface FederatedCredentialConfig extends Pick<TerraformMetaArguments, 'dependsOn' | 'lifecycle'> {
  readonly name: string;
  readonly identityId: string;
  readonly resourceGroupName: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string[];
}

/**
 * The parent of a federated credential: `parent_id` with `resource_group_name`, which 4.55 requires and 4.81 still takes
 * (deprecated since 4.60 and 4.65); 5.x takes `user_assigned_identity_id` alone.
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

/** The link between a private DNS zone and a network. */
export interface DnsZoneLinkConfig {
  readonly name: string;
  readonly zone: { readonly id: string; readonly name: string };
  readonly resourceGroupName: string;
  readonly virtualNetworkId: string;
  readonly tags?: { [key: string]: string };
}

/** 5.x takes the zone by its id alone, in place of name and resource group. */
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
 * 5.x wants the cluster to say whether Azure provisions nodes by itself (Karpenter); 4.55 does not know the block. `Manual`
 * is what a cluster without it has: node pools with the cluster autoscaler.
 */
export function setNodeProvisioning(cluster: TerraformResource, major: AzurermMajor): void {
  if (major === 5) cluster.addOverride('node_provisioning_profile', [{ mode: 'Manual' }]);
}

/** HTTP/2 of an Application Gateway: `enable_http2` in 4.55, `http2_enabled` in 5.x. */
export function setGatewayHttp2(gateway: TerraformResource, major: AzurermMajor): void {
  gateway.addOverride(major === 5 ? 'http2_enabled' : 'enable_http2', true);
}

/** Arguments that the bindings require and a newer provider has no more: CDKTF leaves out what is undefined. */
function leftOut<T extends object>(): T {
  return {} as T;
}
