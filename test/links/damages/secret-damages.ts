import { container, type Damages, find, removeObject, replaceIn, resource, role, variable } from './damage';

export const secretDamages: Damages = {
  'each SecretProviderClass reads the vault of the stack as an identity that may': [
    {
      what: 'the vault is another',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'agent-secrets').spec.parameters.keyvaultName = 'ai-kv';
      },
    },
    {
      what: 'its role is the one of the control plane',
      apply: (d) => {
        role(d, 'Key Vault Secrets User', 'ai-aks-evaluation').role_definition_name = 'Reader';
      },
    },
    {
      what: 'the tenant is another',
      apply: (d) => {
        resource(d, 'azurerm_key_vault', () => true).tenant_id = '00000000-7777-4888-9999-aaaaaaaaaaaa';
      },
    },
  ],
  'each SecretProviderClass that a pod mounts exists, and is read as the identity of the pod': [
    {
      what: 'it is not made',
      apply: (d) => removeObject(d, 'SecretProviderClass', 'transcriber-secrets'),
    },
    {
      what: 'it is read as another identity, which no credential lets the pod be',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'reasoner-secrets').spec.parameters.clientID =
          d.outputs['client_id_ai-aks-chat'];
      },
    },
  ],
  'each SecretProviderClass is mounted by a pod, without which nothing is read': [
    {
      what: 'the pod that keeps the certificates alive is gone',
      in: 'gatewayForContainersPlatform',
      apply: (d) => removeObject(d, 'Deployment', 'ingress-tls'),
    },
  ],
  'each secret that is synced is asked for': [
    {
      what: 'its name in the vault was changed in one of two places',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'web-secrets').spec.secretObjects[0].data[0].objectName = 'old-name';
      },
    },
  ],
  'each secret that a pod wants is synced by a SecretProviderClass that the pod mounts': [
    {
      what: 'the key is another',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'web-secrets').spec.secretObjects[0].data[0].key = 'KEY';
      },
    },
    {
      what: 'a scheduled job does not mount it',
      apply: (d) => {
        find(d, 'CronJob', 'evaluation').spec.jobTemplate.spec.template.spec.volumes = [];
      },
    },
    {
      what: 'the values of a chart name a key that is not there',
      apply: (d) => {
        const [{ helm }] = find(d, 'Application', 'langfuse').spec.sources;
        helm.valuesObject.redis.auth.existingSecretPasswordKey = 'PASSWORD';
      },
    },
    {
      what: 'a group of servers wants a Secret of another',
      apply: (d) => {
        const { leaderTemplate } = find(d, 'LeaderWorkerSet', 'reasoner').spec.leaderWorkerTemplate;
        leaderTemplate.spec.containers[0].env.find(
          ({ name }: { name: string }) => name === 'VLLM_API_KEY',
        ).valueFrom.secretKeyRef.name = 'chat-secrets';
      },
    },
  ],
  'each variable that a configuration reads is one of the pod that mounts it': [
    {
      what: 'the key of a server is not in the gateway',
      apply: (d) => {
        variable(find(d, 'Deployment', 'litellm'), 'CHAT_KEY').name = 'CHAT_API_KEY';
      },
    },
  ],
  'each certificate file that Envoy serves is asked for, where Envoy looks': [
    {
      what: 'the vault is asked for a certificate of another host only',
      apply: (d) => {
        const { parameters } = find(d, 'SecretProviderClass', 'ingress').spec;
        parameters.objects = parameters.objects.replace('models-example-com', 'old-example-com');
      },
    },
    {
      what: 'the volume is elsewhere',
      apply: (d) => {
        const mounts = container(find(d, 'Deployment', 'ingress')).volumeMounts;
        mounts.find(({ mountPath }: { mountPath: string }) => mountPath === '/mnt/tls').mountPath = '/tls';
      },
    },
  ],
  'each certificate configuration that Envoy reads is a file of its ConfigMap': [
    {
      what: 'one has another name',
      apply: (d) => {
        replaceIn(
          find(d, 'ConfigMap', 'ingress'),
          'envoy.json',
          '/etc/envoy/certificate-ai-example-com.json',
          '/etc/envoy/certificate-ai.json',
        );
      },
    },
  ],
  'each certificate of a Gateway is a Secret that a SecretProviderClass of its namespace makes': [
    {
      what: 'the Secret is not of the type that a Gateway takes',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'ingress-tls').spec.secretObjects[0].type = 'Opaque';
      },
    },
    {
      what: 'the Secret has another name',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'ingress-tls').spec.secretObjects[1].secretName = 'tls';
      },
    },
  ],
};
