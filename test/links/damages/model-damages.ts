import { type Damages, find, replaceIn, resource } from './damage';

export const modelDamages: Damages = {
  'each model of the gateway is served under this name by the server behind its address': [
    {
      what: 'the address is that of another server',
      apply: (d) => {
        replaceIn(find(d, 'ConfigMap', 'litellm'), 'config.yaml', 'http://embedding/v1', 'http://coder/v1');
      },
    },
    {
      what: 'an adapter is not loaded',
      apply: (d) => {
        const { args } = find(d, 'Deployment', 'chat').spec.template.spec.containers[0];
        args[args.indexOf('support=my-org/llama-8b-support')] = 'sales=my-org/llama-8b-support';
      },
    },
  ],
  'each model and adapter of a server is offered by the gateway': [
    {
      what: 'an adapter was forgotten',
      apply: (d) => {
        replaceIn(
          find(d, 'ConfigMap', 'litellm'),
          'config.yaml',
          'model: hosted_vllm/support',
          'model: hosted_vllm/llama-8b',
        );
      },
    },
  ],
  'the gateway sends each server the key that it wants, from the same secret of the vault': [
    {
      what: 'the server has a key of another secret',
      apply: (d) => {
        const data = find(d, 'SecretProviderClass', 'chat-secrets').spec.secretObjects[0].data;
        data.find(({ key }: { key: string }) => key === 'VLLM_API_KEY').objectName = 'other-key';
      },
    },
    {
      what: 'no key is sent to a group of servers that wants one',
      apply: (d) => {
        replaceIn(
          find(d, 'ConfigMap', 'litellm'),
          'config.yaml',
          'api_key: os.environ/REASONER_KEY',
          'max_retries: 1',
        );
      },
    },
  ],
  'each application sends the server that it calls itself the key that it wants': [
    {
      what: 'it has the key of the gateway',
      apply: (d) => {
        const data = find(d, 'SecretProviderClass', 'coder-web-secrets').spec.secretObjects[0].data;
        data[0].objectName = 'web-gateway-key';
      },
    },
  ],
  'each fallback of the gateway is from and to models that it has': [
    {
      what: 'the model to fall back to has another name',
      apply: (d) => {
        replaceIn(find(d, 'ConfigMap', 'litellm'), 'config.yaml', '- gpt-4o\n', '- gpt-4\n');
      },
    },
  ],
  'whoever sends traces has the keys that Langfuse starts with, from the same secrets of the vault': [
    {
      what: 'an application has keys of its own',
      apply: (d) => {
        const data = find(d, 'SecretProviderClass', 'agent-secrets').spec.secretObjects[0].data;
        data.find(({ key }: { key: string }) => key === 'LANGFUSE_SECRET_KEY').objectName =
          'agent-langfuse-key';
      },
    },
  ],
  'each volume is a container or share of the stack, mounted as the identity of the pod that claims it': [
    {
      what: 'the account has no suffix',
      apply: (d) => {
        find(
          d,
          'PersistentVolume',
          'ai-coder-model-aimodelsx1-weights',
        ).spec.csi.volumeAttributes.storageAccount = 'aimodels';
      },
    },
    {
      what: 'the share is not in the account',
      apply: (d) => {
        resource(d, 'azurerm_storage_share', 'weights').name = 'models';
      },
    },
    {
      what: 'it is mounted as the identity of another server',
      apply: (d) => {
        find(d, 'PersistentVolume', 'ai-vision-models-aimodelsx1-triton').spec.csi.volumeAttributes.clientID =
          d.outputs['client_id_ai-aks-coder'];
      },
    },
  ],
  'each claim that a pod mounts exists, and is mounted where its model is read from': [
    {
      what: 'the model is read from elsewhere',
      apply: (d) => {
        const { args } = find(d, 'Deployment', 'vision').spec.template.spec.containers[0];
        args[args.indexOf('--model-repository=/models')] = '--model-repository=/repository';
      },
    },
  ],
};
