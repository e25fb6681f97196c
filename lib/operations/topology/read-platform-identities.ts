import { albControllerServiceAccount } from '../../engine/charts/alb-controller';
import { applicationGatewayName } from '../../engine/ingress/gateway-names';
import { albControllerIdentityName } from '../../platform/identities/identity-names';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { roleTargetText } from './role-target-text';
import type { TopologyIdentity } from './topology-model';

/** Identities of the cluster, its ingress and Grafana, with the roles that the Terraform assigns. */
export function readPlatformIdentities(platform: ResolvedPlatform): readonly TopologyIdentity[] {
  const { cluster, registry } = platform;
  const { managedPrometheus, grafanaName } = cluster;
  return [
    {
      name: cluster.identityName,
      users: ['the cluster'],
      grants: [{ role: 'Network Contributor', on: `subnet ${nodeSubnetName(platform)}` }],
    },
    ...(registry === undefined
      ? []
      : [
          {
            name: `${cluster.name}-agentpool`,
            users: ['the nodes'],
            grants: [{ role: 'AcrPull', on: roleTargetText({ kind: 'registry' }, platform) }],
          },
        ]),
    ...ingressIdentities(platform),
    ...(managedPrometheus && grafanaName !== undefined
      ? [
          {
            // System-assigned: it has the name of its resource.
            name: grafanaName,
            users: ['Azure Managed Grafana'],
            grants: [
              {
                role: 'Monitoring Data Reader',
                on: roleTargetText({ kind: 'monitorWorkspace' }, platform),
              },
            ],
          },
        ]
      : []),
  ];
}

function nodeSubnetName({ network }: ResolvedPlatform): string {
  return network.existing?.nodeSubnetId.split('/').at(-1) ?? 'nodes';
}

/**
 * Identities of an ingress in Azure. An ingress in the cluster uses an identity of the definition. AKS creates the identity of the
 * Application Gateway's controller with the add-on, in the resource group of the nodes, under the name below (2026-11: not in the
 * reference of AKS; Terraform in public repositories looks it up by this name).
 */
function ingressIdentities(platform: ResolvedPlatform): readonly TopologyIdentity[] {
  const { cluster, ingress } = platform;
  const resourceGroup = roleTargetText({ kind: 'resourceGroup' }, platform);
  // resolvePlatform() rejects both in an existing network, so the subnet always belongs to the platform.
  const subnet = { role: 'Network Contributor', on: 'subnet gateway' };
  switch (ingress?.type) {
    case 'application-gateway': {
      const gateway = applicationGatewayName(cluster.name);
      const gatewayIdentity = `${gateway}-identity`;
      return [
        {
          name: gatewayIdentity,
          users: ['the Application Gateway'],
          grants: [{ role: 'Key Vault Secrets User', on: roleTargetText({ kind: 'keyVault' }, platform) }],
        },
        {
          name: `ingressapplicationgateway-${cluster.name}`,
          users: ['the ingress controller'],
          grants: [
            { role: 'Contributor', on: `Application Gateway ${gateway}` },
            { role: 'Managed Identity Operator', on: `identity ${gatewayIdentity}` },
            subnet,
            { role: 'Reader', on: resourceGroup },
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
          grants: [
            { role: 'Reader', on: `resource group of the nodes of ${cluster.name}` },
            { role: 'AppGw for Containers Configuration Manager', on: resourceGroup },
            subnet,
          ],
        },
      ];
    }
    default:
      return [];
  }
}
