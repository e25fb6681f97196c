import { Construct } from 'constructs';
import {
  ApplicationLoadBalancer,
  ApplicationLoadBalancerFrontend,
  ApplicationLoadBalancerSubnetAssociation,
} from '../../../imports/azurerm';
import { albControllerServiceAccount } from '../../../lib/engine/charts/alb-controller';
import type { AzurermVersion } from '../../../lib/facts/azurerm-versions';
import { RoleGrant } from '../identity/role-grant';
import { WorkloadIdentity } from '../identity/workload-identity';
import type { Place } from '../stack/place';

/** Input of a PlatformGatewayForContainers. */
export interface PlatformGatewayForContainersProps extends Place {
  /**
   * Name of the Application Gateway for Containers. A Gateway object references its resource id.
   */
  readonly name: string;
  /** Name of its frontend, which a Gateway object references. */
  readonly frontendName: string;
  /**
   * Resource id of its own subnet, delegated to `Microsoft.ServiceNetworking/trafficControllers`.
   * With overlay pods, exactly a /24.
   *
   * @see learn.microsoft.com/azure/application-gateway/for-containers/container-networking
   * (2026-11)
   */
  readonly subnetId: string;
  /** Resource id of its resource group. */
  readonly resourceGroupId: string;
  /** Resource id of the node resource group of the cluster. */
  readonly nodeResourceGroupId: string;
  /** Name of the identity of the ALB controller. */
  readonly controllerIdentityName: string;
  /** OIDC issuer of the cluster. */
  readonly oidcIssuerUrl: string;
  /** Version of azurerm that the Terraform is written for. @default '4.55' */
  readonly azurerm?: AzurermVersion;
}

/**
 * An Application Gateway for Containers in Terraform ("bring your own"), with the identity of the
 * ALB controller, which configures it from the Gateway objects of the cluster.
 *
 * @see (2026-11) learn.microsoft.com/azure/application-gateway/for-containers/
 * {quickstart-deploy-application-gateway-for-containers-alb-controller-helm,quickstart-create-application-gateway-for-containers-byo-deployment}.
 */
export class PlatformGatewayForContainers extends Construct {
  readonly resource: ApplicationLoadBalancer;
  readonly controller: WorkloadIdentity;

  constructor(scope: Construct, id: string, props: PlatformGatewayForContainersProps) {
    super(scope, id);
    const { location, resourceGroupName } = props;
    const tags = props.tags && { ...props.tags };
    this.resource = new ApplicationLoadBalancer(this, 'Resource', {
      name: props.name,
      location,
      resourceGroupName,
      tags,
    });
    new ApplicationLoadBalancerFrontend(this, 'frontend', {
      name: props.frontendName,
      applicationLoadBalancerId: this.resource.id,
      tags,
    });
    new ApplicationLoadBalancerSubnetAssociation(this, 'association', {
      name: 'association',
      applicationLoadBalancerId: this.resource.id,
      subnetId: props.subnetId,
      tags,
    });
    this.controller = new WorkloadIdentity(this, 'controller', {
      location,
      resourceGroupName,
      tags: props.tags,
      name: props.controllerIdentityName,
      oidcIssuerUrl: props.oidcIssuerUrl,
      federatedCredentials: [{ name: 'alb-controller', serviceAccount: albControllerServiceAccount }],
      azurerm: props.azurerm,
    });
    const { principalId } = this.controller;
    const grants = [
      // The controller reads the network of the nodes.
      ['node-resource-group', 'Reader', 'resourceGroup', props.nodeResourceGroupId],
      [
        'resource-group',
        'AppGw for Containers Configuration Manager',
        'resourceGroup',
        props.resourceGroupId,
      ],
      ['subnet', 'Network Contributor', 'subnet', props.subnetId],
    ] as const;
    for (const [label, role, kind, targetId] of grants) {
      new RoleGrant(this, `controller-on-${label}`, { role, principalId, scope: { kind, id: targetId } });
    }
  }

  /** Resource id of the Application Gateway for Containers. */
  get id(): string {
    return this.resource.id;
  }

  /** Client id of the controller's identity, as a Terraform expression. */
  get clientId(): string {
    return this.controller.clientId;
  }
}
