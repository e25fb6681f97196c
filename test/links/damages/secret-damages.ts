import { container, type Damages, find, removeObject, replaceIn, resource, role, variable } from './damage';

export const secretDamages: Damages = {
  'each SecretProviderClass reads the vault of the stack with an identity that has the role': [
    {
      name: 'the vault has another name',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'agent-secrets').spec.parameters.keyvaultName = 'ai-kv';
      },
    },
    {
      name: 'the role is one of the control plane',
      apply: (d) => {
        role(d, 'Key Vault Secrets User', 'ai-aks-evaluation').role_definition_name = 'Reader';
      },
    },
    {
      name: 'the tenant is another',
      apply: (d) => {
        resource(d, 'azurerm_key_vault', () => true).tenant_id = '00000000-7777-4888-9999-aaaaaaaaaaaa';
      },
    },
  ],
  'each SecretProviderClass of a pod exists and uses the identity of the pod': [
    {
      name: 'the SecretProviderClass is missing',
      apply: (d) => removeObject(d, 'SecretProviderClass', 'transcriber-secrets'),
    },
    {
      name: 'the SecretProviderClass has the identity of another pod',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'reasoner-secrets').spec.parameters.clientID =
          d.outputs['client_id_ai-aks-chat'];
      },
    },
  ],
  'a pod mounts each SecretProviderClass': [
    {
      name: 'the pod that keeps the certificates in sync is missing',
      in: 'gatewayForContainersPlatform',
      apply: (d) => removeObject(d, 'Deployment', 'ingress-tls'),
    },
  ],
  'each synced secret is among the objects that its SecretProviderClass reads': [
    {
      name: 'one of two places has another secret name',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'web-secrets').spec.secretObjects[0].data[0].objectName = 'old-name';
      },
    },
  ],
  'a SecretProviderClass that the pod mounts syncs each Secret of the pod': [
    {
      name: 'the key has another name',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'web-secrets').spec.secretObjects[0].data[0].key = 'KEY';
      },
    },
    {
      name: 'a CronJob does not mount the SecretProviderClass',
      apply: (d) => {
        find(d, 'CronJob', 'evaluation').spec.jobTemplate.spec.template.spec.volumes = [];
      },
    },
    {
      name: 'the values of a chart name a key that does not exist',
      apply: (d) => {
        const [{ helm }] = find(d, 'Application', 'langfuse').spec.sources;
        helm.valuesObject.redis.auth.existingSecretPasswordKey = 'PASSWORD';
      },
    },
    {
      name: 'a server group references the Secret of another server',
      apply: (d) => {
        const { leaderTemplate } = find(d, 'LeaderWorkerSet', 'reasoner').spec.leaderWorkerTemplate;
        leaderTemplate.spec.containers[0].env.find(
          ({ name }: { name: string }) => name === 'VLLM_API_KEY',
        ).valueFrom.secretKeyRef.name = 'chat-secrets';
      },
    },
  ],
  'the pod that mounts a configuration has each variable that it reads': [
    {
      name: 'the gateway does not have the key variable of a server',
      apply: (d) => {
        variable(find(d, 'Deployment', 'litellm'), 'CHAT_KEY').name = 'CHAT_API_KEY';
      },
    },
  ],
  'each certificate file of Envoy is mounted at its path': [
    {
      name: 'the SecretProviderClass reads the certificate of another host',
      apply: (d) => {
        const { parameters } = find(d, 'SecretProviderClass', 'ingress').spec;
        parameters.objects = parameters.objects.replace('models-example-com', 'old-example-com');
      },
    },
    {
      name: 'the certificates are mounted at another path',
      apply: (d) => {
        const mounts = container(find(d, 'Deployment', 'ingress')).volumeMounts;
        mounts.find(({ mountPath }: { mountPath: string }) => mountPath === '/mnt/tls').mountPath = '/tls';
      },
    },
  ],
  'the ConfigMap of Envoy contains each certificate configuration that it reads': [
    {
      name: 'the configuration has another file name',
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
  'a SecretProviderClass in the same namespace creates each certificate Secret of a Gateway': [
    {
      name: 'the certificate Secret has the wrong type',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'ingress-tls').spec.secretObjects[0].type = 'Opaque';
      },
    },
    {
      name: 'the certificate Secret has another name',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'SecretProviderClass', 'ingress-tls').spec.secretObjects[1].secretName = 'tls';
      },
    },
  ],
};
