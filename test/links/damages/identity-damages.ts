import type { Json } from '../deployment';
import { type Damages, find, removeObject, resource, role } from './damage';

const credential = 'azurerm_federated_identity_credential';
const clientId = 'azure.workload.identity/client-id';

export const identityDamages: Damages = {
  "each subject is a ServiceAccount of the manifests, or KEDA's operator, or the ALB controller's": [
    {
      what: 'the namespace is another',
      apply: (d) => {
        resource(d, credential, 'web-fed').subject = 'system:serviceaccount:default:web-sa';
      },
    },
  ],
  'each federated credential trusts the issuer of the cluster, with the audience of Entra ID': [
    {
      what: 'the audience is in lower case',
      apply: (d) => {
        resource(d, credential, 'web-fed').audience = ['api://azureadtokenexchange'];
      },
    },
  ],
  'each ServiceAccount has the client id of the identity that trusts it': [
    {
      what: 'the client id is that of another identity',
      apply: (d) => {
        find(d, 'ServiceAccount', 'web-sa').metadata.annotations[clientId] =
          d.outputs['client_id_ai-aks-keda'];
      },
    },
  ],
  'each pod with a ServiceAccount has one that exists, and is labelled for tokens if it has an identity': [
    {
      what: 'the label is lost',
      apply: (d) => {
        delete find(d, 'Deployment', 'web').spec.template.metadata.labels['azure.workload.identity/use'];
      },
    },
    {
      what: 'the account of a scheduled job is not made',
      apply: (d) => removeObject(d, 'ServiceAccount', 'evaluation'),
    },
    {
      what: 'the account of a chart has another name than its values say',
      apply: (d) => {
        find(d, 'ServiceAccount', 'langfuse').metadata.name = 'langfuse-web';
      },
    },
  ],
  'each pod that is labelled for tokens is trusted by the identity of its client id': [
    {
      what: 'the credential of a job of a queue is for another subject',
      apply: (d) => {
        resource(d, credential, 'transcriber-fed').subject = 'system:serviceaccount:ai:Transcriber';
      },
    },
    {
      what: 'the credential of a group of servers is of another identity',
      apply: (d) => {
        resource(d, credential, 'reasoner-fed').parent_id = resource(d, credential, 'chat-fed').parent_id;
      },
    },
  ],
  'each client id of the manifests is one of the outputs file': [
    {
      what: 'one is of an earlier deployment',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'web-secrets').spec.parameters.clientID =
          'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
      },
    },
  ],
  'each output of the file is one of the stack': [
    {
      what: 'the stack has none of this name any more',
      apply: (d) => {
        delete (d.stackOutputs as Record<string, Json>)['cluster_name'];
      },
    },
  ],
  'each identity has every role that what acts as it needs': [
    {
      what: 'the role to send is lost',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Sender', 'ai-aks-reader').role_definition_name = 'Reader';
      },
    },
    {
      what: 'a worker may receive from the topic only, and its subscription is meant',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Receiver', 'ai-aks-thumbnailer').scope = role(
          d,
          'Azure Service Bus Data Owner',
          'ai-aks-keda',
        ).scope;
      },
    },
    {
      what: 'a server may read another container',
      apply: (d) => {
        role(d, 'Storage Blob Data Reader', 'ai-aks-vision').scope = role(
          d,
          'Storage Blob Data Reader',
          'ai-aks-coder',
        ).scope;
      },
    },
    {
      what: 'Application Gateway may not read its certificates',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        role(d, 'Key Vault Secrets User', 'application-gateway_identity').role_definition_name = 'Reader';
      },
    },
    {
      what: 'the ALB controller may not configure anything',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        role(
          d,
          'AppGw for Containers Configuration Manager',
          'gateway-for-containers_controller',
        ).role_definition_name = 'Reader';
      },
    },
  ],
  'no identity has a role that nothing needs, and none twice': [
    {
      what: 'an application reads the vault and mounts nothing of it',
      apply: (d) => {
        const all = d.resources['azurerm_role_assignment'] as Record<string, Json>;
        const reader = role(d, 'Key Vault Secrets User', 'ai-aks-agent_');
        all['extra'] = {
          ...reader,
          principal_id: role(d, 'Storage Blob Data Reader', 'ai-aks-vision').principal_id,
        };
      },
    },
    {
      what: 'a worker owns the queue that it only reads',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Receiver', 'ai-aks-transcriber').role_definition_name =
          'Azure Service Bus Data Owner';
      },
    },
    {
      what: 'a role is on the whole namespace',
      apply: (d) => {
        const [name] = Object.keys(d.resources['azurerm_servicebus_namespace']!);
        role(d, 'Azure Service Bus Data Receiver', 'ai-aks-reader').scope =
          `\${azurerm_servicebus_namespace.${name}.id}`;
      },
    },
    {
      what: 'a role is there twice',
      apply: (d) => {
        const all = d.resources['azurerm_role_assignment'] as Record<string, Json>;
        all['again'] = { ...role(d, 'Monitoring Data Reader', 'ai-aks-keda') };
      },
    },
  ],
  'no two workloads act as one identity': [
    {
      what: 'an agent runs as the application does, under an account of its own that is trusted too',
      apply: (d) => {
        find(d, 'ServiceAccount', 'agent').metadata.annotations[clientId] =
          d.outputs['client_id_web-identity'];
        resource(d, credential, 'agent-fed').parent_id = resource(d, credential, 'web-fed').parent_id;
      },
    },
  ],
};
