import { type Damages, find, resource, role } from './damage';

export const ingressDamages: Damages = {
  'each certificate of an Ingress is one that its gateway has, from the vault of the stack': [
    {
      what: 'the gateway has none of this name',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        resource(d, 'azurerm_application_gateway', () => true).ssl_certificate.pop();
      },
    },
  ],
  'the ingress controller of AKS configures the gateway of the stack, and may do no more than that needs': [
    {
      what: 'the add-on is off',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        delete resource(d, 'azurerm_kubernetes_cluster', () => true).ingress_application_gateway;
      },
    },
    {
      what: 'it may not assign the identity of the gateway',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        role(d, 'Managed Identity Operator', 'cluster').scope = role(d, 'Reader', 'cluster').scope;
      },
    },
    {
      what: 'it may write to the whole group',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        role(d, 'Reader', 'cluster').role_definition_name = 'Contributor';
      },
    },
  ],
  'each Gateway of Azure is the load balancer and frontend of the stack, which its controller configures': [
    {
      what: 'the frontend is another',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'Gateway', 'ingress').spec.addresses[0].value = 'default';
      },
    },
    {
      what: 'the controller acts as the identity of another',
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
  'each host is served with a certificate of its own': [
    {
      what: 'a listener is of another host',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'Gateway', 'ingress').spec.listeners[1].hostname = 'www.example.com';
      },
    },
    {
      what: 'an Ingress names no certificate',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        delete find(d, 'Ingress', 'ingress-ai.example.com-web').metadata.annotations[
          'appgw.ingress.kubernetes.io/appgw-ssl-certificate'
        ];
      },
    },
  ],
};
