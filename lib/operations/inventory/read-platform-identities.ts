import { albControllerServiceAccount } from '../../engine/charts/alb-controller';
import { applicationGatewayName } from '../../engine/ingress/gateway-names';
import type { RoleScope } from '../../facts/role-scope';
import { albControllerIdentityName } from '../../platform/identities/identity-names';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { InventoryIdentity, InventoryRole } from './inventory-identity';
import { roleTarget } from './role-target';

/**
 * Identities of the cluster, its ingress and Grafana, with the roles that the Terraform assigns.
 */
export function readPlatformIdentities(platform: ResolvedPlatform): readonly InventoryIdentity[] {
  const { cluster, registry } = platform;
  const { managedPrometheus, grafanaName } = cluster;
  return [
    {
      name: cluster.identityName,
      users: ['the cluster'],
      credentials: [],
      roles: [roleOn('Network Contributor', `subnet ${nodeSubnetName(platform)}`)],
    },
    ...(registry === undefined
      ? []
      : [
          {
            name: `${cluster.name}-agentpool`,
            users: ['the nodes'],
            credentials: [],
            roles: [scopedRole('AcrPull', { kind: 'registry' }, platform)],
          },
        ]),
    ...ingressIdentities(platform),
    ...(managedPrometheus && grafanaName !== undefined
      ? [
          {
            // System-assigned: it has the name of its resource.
            name: grafanaName,
            users: ['Azure Managed Grafana'],
            credentials: [],
            roles: [scopedRole('Monitoring Data Reader', { kind: 'monitorWorkspace' }, platform)],
          },
        ]
      : []),
  ];
}

function scopedRole(role: string, scope: RoleScope, platform: ResolvedPlatform): InventoryRole {
  return { role, on: roleTarget(scope, platform), scope };
}

function roleOn(role: string, on: string): InventoryRole {
  return { role, on, scope: undefined };
}

function nodeSubnetName({ network }: ResolvedPlatform): string {
  return network.existing?.nodeSubnetId.split('/').at(-1) ?? 'nodes';
}

/**
 * Identities of an ingress in Azure. An ingress in the cluster uses an identity of the definition.
 * AKS creates the identity of the Application Gateway's controller with the add-on, in the resource
 * group of the nodes, under the name below (2026-11: not in the reference of AKS; Terraform in
 * public repositories looks it up by this name).
 */
function ingressIdentities(platform: ResolvedPlatform): readonly InventoryIdentity[] {
  const { cluster, ingress } = platform;
  const reader = scopedRole('Reader', { kind: 'resourceGroup' }, platform);
  // resolvePlatform() rejects both in an existing network, so the subnet always belongs to the
  // platform.
  const subnet = roleOn('Network Contributor', 'subnet gateway');
  switch (ingress?.type) {
    case 'application-gateway': {
      const gateway = applicationGatewayName(cluster.name);
      const gatewayIdentity = `${gateway}-identity`;
      return [
        {
          name: gatewayIdentity,
          users: ['the Application Gateway'],
          credentials: [],
          roles: [scopedRole('Key Vault Secrets User', { kind: 'keyVault' }, platform)],
        },
        {
          name: `ingressapplicationgateway-${cluster.name}`,
          users: ['the ingress controller'],
          credentials: [],
          roles: [
            roleOn('Contributor', `Application Gateway ${gateway}`),
            roleOn('Managed Identity Operator', `identity ${gatewayIdentity}`),
            subnet,
            reader,
          ],
        },
      ];
    }
    case 'application-gateway-for-containers': {
      const { namespace, name } = albControllerServiceAccount;
      return [
        {
          name: albControllerIdentityName(cluster.name),
          users: [`${namespace}/${name}`],
          credentials: [],
          roles: [
            roleOn('Reader', `resource group of the nodes of ${cluster.name}`),
            scopedRole('AppGw for Containers Configuration Manager', { kind: 'resourceGroup' }, platform),
            subnet,
          ],
        },
      ];
    }
    default:
      return [];
  }
}
