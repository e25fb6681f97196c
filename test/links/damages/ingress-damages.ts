import { type Damages, find, resource, role } from './damage';

export const ingressDamages: Damages = {
  'the gateway has each certificate of an Ingress, from the vault of the stack': [
    {
      name: 'the gateway has no certificate of this name',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        resource(d, 'azurerm_application_gateway', () => true).ssl_certificate.pop();
      },
    },
  ],
  'the AKS ingress controller has exactly the roles that it needs to configure the gateway of the stack': [
    {
      name: 'the add-on is off',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        delete resource(d, 'azurerm_kubernetes_cluster', () => true).ingress_application_gateway;
      },
    },
    {
      name: 'the controller cannot assign the identity of the gateway',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        role(d, 'Managed Identity Operator', 'cluster').scope = role(d, 'Reader', 'cluster').scope;
      },
    },
    {
      name: 'the controller can write to the whole resource group',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        role(d, 'Reader', 'cluster').role_definition_name = 'Contributor';
      },
    },
  ],
  'each Azure Gateway references the load balancer and frontend of the stack, and its controller is trusted':
    [
      {
        name: 'the frontend has another name',
        in: 'gatewayForContainersPlatform',
        apply: (d) => {
          find(d, 'Gateway', 'ingress').spec.addresses[0].value = 'default';
        },
      },
      {
        name: 'the controller has the identity of KEDA',
        in: 'gatewayForContainersPlatform',
        apply: (d) => {
          find(
            d,
            'Application',
            'alb-controller',
          ).spec.source.helm.valuesObject.albController.podIdentity.clientID =
            d.outputs['client_id_ai-aks-keda'];
        },
      },
    ],
  'each host has its own certificate': [
    {
      name: 'a listener has another host',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'Gateway', 'ingress').spec.listeners[1].hostname = 'www.example.com';
      },
    },
    {
      name: 'an Ingress has no certificate',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        delete find(d, 'Ingress', 'ingress-ai.example.com-web').metadata.annotations[
          'appgw.ingress.kubernetes.io/appgw-ssl-certificate'
        ];
      },
    },
  ],
};
