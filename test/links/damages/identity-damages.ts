import type { Json } from '../deployment';
import { type Damages, find, removeObject, resource, role } from './damage';

const credential = 'azurerm_federated_identity_credential';
const clientId = 'azure.workload.identity/client-id';

export const identityDamages: Damages = {
  'each subject is a ServiceAccount of the manifests, of KEDA or of the ALB controller': [
    {
      name: 'the subject has another namespace',
      apply: (d) => {
        resource(d, credential, 'web-fed').subject = 'system:serviceaccount:default:web-sa';
      },
    },
  ],
  'each federated credential trusts the issuer of the cluster and the audience of Entra ID': [
    {
      name: 'the audience is in lower case',
      apply: (d) => {
        resource(d, credential, 'web-fed').audience = ['api://azureadtokenexchange'];
      },
    },
  ],
  'each ServiceAccount has the client id of the identity that trusts it': [
    {
      name: 'the client id belongs to another identity',
      apply: (d) => {
        find(d, 'ServiceAccount', 'web-sa').metadata.annotations[clientId] =
          d.outputs['client_id_ai-aks-keda'];
      },
    },
  ],
  'the ServiceAccount of each pod exists, and the pod has the identity label exactly if the ServiceAccount has an identity':
    [
      {
        name: 'the pod has no identity label',
        apply: (d) => {
          delete find(d, 'Deployment', 'web').spec.template.metadata.labels['azure.workload.identity/use'];
        },
      },
      {
        name: 'the ServiceAccount of a CronJob is missing',
        apply: (d) => removeObject(d, 'ServiceAccount', 'evaluation'),
      },
      {
        name: 'the ServiceAccount of a chart has another name than in its values',
        apply: (d) => {
          find(d, 'ServiceAccount', 'langfuse').metadata.name = 'langfuse-web';
        },
      },
    ],
  'the identity of each pod with the identity label trusts the pod': [
    {
      name: 'the subject of a ScaledJob credential has a capital letter',
      apply: (d) => {
        resource(d, credential, 'transcriber-fed').subject = 'system:serviceaccount:ai:Transcriber';
      },
    },
    {
      name: 'the credential of a server group belongs to another identity',
      apply: (d) => {
        resource(d, credential, 'reasoner-fed').parent_id = resource(d, credential, 'chat-fed').parent_id;
      },
    },
  ],
  'the outputs file contains each client id of the manifests': [
    {
      name: 'a client id is from an earlier deployment',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'web-secrets').spec.parameters.clientID =
          'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
      },
    },
  ],
  'the stack has each output of the outputs file': [
    {
      name: 'the stack no longer has the output',
      apply: (d) => {
        delete (d.stackOutputs as Record<string, Json>)['cluster_name'];
      },
    },
  ],
  'each identity has every role that its workload needs': [
    {
      name: 'the role to send is missing',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Sender', 'ai-aks-reader').role_definition_name = 'Reader';
      },
    },
    {
      name: 'the receiver role is on the topic instead of the subscription',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Receiver', 'ai-aks-thumbnailer').scope = role(
          d,
          'Azure Service Bus Data Owner',
          'ai-aks-keda',
        ).scope;
      },
    },
    {
      name: 'a server can read another container',
      apply: (d) => {
        role(d, 'Storage Blob Data Reader', 'ai-aks-vision').scope = role(
          d,
          'Storage Blob Data Reader',
          'ai-aks-coder',
        ).scope;
      },
    },
    {
      name: 'Application Gateway cannot read its certificates',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        role(d, 'Key Vault Secrets User', 'application-gateway_identity').role_definition_name = 'Reader';
      },
    },
    {
      name: 'the ALB controller has no configuration role',
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
  'no identity has an unneeded or duplicate role': [
    {
      name: 'an application has a vault role but mounts no secret',
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
      name: 'a worker has the owner role on a queue that it only reads',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Receiver', 'ai-aks-transcriber').role_definition_name =
          'Azure Service Bus Data Owner';
      },
    },
    {
      name: 'a role covers the whole namespace',
      apply: (d) => {
        const [name] = Object.keys(d.resources['azurerm_servicebus_namespace']!);
        role(d, 'Azure Service Bus Data Receiver', 'ai-aks-reader').scope =
          `\${azurerm_servicebus_namespace.${name}.id}`;
      },
    },
    {
      name: 'a role is assigned twice',
      apply: (d) => {
        const all = d.resources['azurerm_role_assignment'] as Record<string, Json>;
        all['again'] = { ...role(d, 'Monitoring Data Reader', 'ai-aks-keda') };
      },
    },
  ],
  'no two workloads share an identity': [
    {
      name: 'an agent has the identity of the application, which trusts both ServiceAccounts',
      apply: (d) => {
        find(d, 'ServiceAccount', 'agent').metadata.annotations[clientId] =
          d.outputs['client_id_web-identity'];
        resource(d, credential, 'agent-fed').parent_id = resource(d, credential, 'web-fed').parent_id;
      },
    },
  ],
};
