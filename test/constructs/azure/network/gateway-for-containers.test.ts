import { TerraformOutput } from 'cdktf';
import {
  PlatformGatewayForContainers,
  type PlatformGatewayForContainersProps,
} from '../../../../constructs/azure/network/gateway-for-containers';
import {
  gatewayForContainersFrontend,
  gatewayForContainersId,
  gatewayForContainersName,
} from '../../../../lib/engine/ingress/gateway-names';
import { subscriptionId } from '../../../../lib/values/ids';
import { type Json, only, place, resources, synthesize } from '../synthesize';

const clusterName = 'my-aks';

describe('PlatformGatewayForContainers', () => {
  const terraform: Json = synthesize((stack) => {
    const gateway = new PlatformGatewayForContainers(stack, 'gateway', {
      ...place,
      tags: {},
      name: gatewayForContainersName(clusterName),
      frontendName: gatewayForContainersFrontend,
      subnetId: 'subnet-id',
      resourceGroupId: 'group-id',
      nodeResourceGroupId: 'node-group-id',
      controllerIdentityName: 'my-alb-identity',
      oidcIssuerUrl: 'https://issuer.example.com/',
    });
    new TerraformOutput(stack, 'id', { value: gateway.id });
    new TerraformOutput(stack, 'clientId', { value: gateway.clientId });
  });
  const loadBalancerId = '${azurerm_application_load_balancer.gateway.id}';
  const identityOf = (attribute: string) =>
    `\${azurerm_user_assigned_identity.gateway_controller_identity.${attribute}}`;

  it('grants the controller what it reads, configures and joins, and nothing else', () => {
    const grants = Object.values<Json>(terraform.resource.azurerm_role_assignment);
    expect(grants.map(({ role_definition_name, scope }) => [role_definition_name, scope]).sort()).toEqual([
      ['AppGw for Containers Configuration Manager', 'group-id'],
      ['Network Contributor', 'subnet-id'],
      ['Reader', 'node-group-id'],
    ]);
  });

  it('grants to the identity of the controller alone', () => {
    const grants = Object.values<Json>(terraform.resource.azurerm_role_assignment);
    expect(new Set(grants.map(({ principal_id }) => principal_id))).toEqual(
      new Set([identityOf('principal_id')]),
    );
  });

  it('has the id that the Gateway object names', () => {
    const { name, resource_group_name } = only(terraform, 'azurerm_application_load_balancer');
    const id = gatewayForContainersId({
      azure: {
        subscriptionId: subscriptionId('5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394'),
        resourceGroup: { name: place.resourceGroupName },
      },
      cluster: { name: clusterName },
    });
    expect(id).toMatch(
      new RegExp(
        `/resourceGroups/${resource_group_name}/providers/Microsoft.ServiceNetworking/trafficControllers/${name}$`,
      ),
    );
  });

  it('has one frontend', () => {
    expect(only(terraform, 'azurerm_application_load_balancer_frontend')).toMatchObject({
      name: gatewayForContainersFrontend,
      application_load_balancer_id: loadBalancerId,
    });
  });

  it('joins the subnet', () => {
    expect(only(terraform, 'azurerm_application_load_balancer_subnet_association')).toMatchObject({
      application_load_balancer_id: loadBalancerId,
      subnet_id: 'subnet-id',
    });
  });

  it('gives its id and the client id of the controller', () => {
    expect(terraform.output).toMatchObject({
      id: { value: loadBalancerId },
      clientId: { value: identityOf('client_id') },
    });
  });
});

describe('PlatformGatewayForContainers', () => {
  const minimal: PlatformGatewayForContainersProps = {
    ...place,
    tags: {},
    name: 'my-alb',
    frontendName: 'frontend',
    subnetId: 'subnet-id',
    resourceGroupId: 'group-id',
    nodeResourceGroupId: 'node-group-id',
    controllerIdentityName: 'my-alb-identity',
    oidcIssuerUrl: 'https://issuer.example.com/',
  };

  it('minimal', () => {
    expect(
      resources((stack) => new PlatformGatewayForContainers(stack, 'gateway', minimal)),
    ).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformGatewayForContainersProps> = {
      ...minimal,
      tags: { owner: 'me' },
      azurerm: '5.2',
    };
    expect(resources((stack) => new PlatformGatewayForContainers(stack, 'gateway', props))).toMatchSnapshot();
  });

  it('trusts the ServiceAccount of the controller’s chart', () => {
    const { azurerm_federated_identity_credential: credentials } = resources(
      (stack) => new PlatformGatewayForContainers(stack, 'gateway', minimal),
    );
    expect(Object.values(credentials)).toMatchObject([
      { subject: 'system:serviceaccount:azure-alb-system:alb-controller-sa' },
    ]);
  });
});
