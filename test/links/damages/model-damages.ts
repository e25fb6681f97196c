import { type Damages, find, replaceIn, resource } from './damage';

export const modelDamages: Damages = {
  'the server behind each gateway model serves it under the same name': [
    {
      name: 'the address belongs to another server',
      apply: (d) => {
        replaceIn(find(d, 'ConfigMap', 'litellm'), 'config.yaml', 'http://embedding/v1', 'http://coder/v1');
      },
    },
    {
      name: 'the server does not load the adapter',
      apply: (d) => {
        const { args } = find(d, 'Deployment', 'chat').spec.template.spec.containers[0];
        args[args.indexOf('support=my-org/llama-8b-support')] = 'sales=my-org/llama-8b-support';
      },
    },
  ],
  'the gateway offers each model and adapter of a server': [
    {
      name: 'the gateway does not offer an adapter',
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
  'the gateway and each model server read the same API key from the vault': [
    {
      name: 'the server reads another secret',
      apply: (d) => {
        const data = find(d, 'SecretProviderClass', 'chat-secrets').spec.secretObjects[0].data;
        data.find(({ key }: { key: string }) => key === 'VLLM_API_KEY').objectName = 'other-key';
      },
    },
    {
      name: 'the gateway sends no key to a server group that requires one',
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
  'each application and the model server that it calls directly read the same API key': [
    {
      name: 'the application has the key of the gateway',
      apply: (d) => {
        const data = find(d, 'SecretProviderClass', 'coder-web-secrets').spec.secretObjects[0].data;
        data[0].objectName = 'web-gateway-key';
      },
    },
  ],
  'each gateway fallback names models of the gateway': [
    {
      name: 'the fallback model has another name',
      apply: (d) => {
        replaceIn(find(d, 'ConfigMap', 'litellm'), 'config.yaml', '- gpt-4o\n', '- gpt-4\n');
      },
    },
  ],
  'each workload that sends traces and Langfuse read the same keys from the vault': [
    {
      name: 'an application has other keys than Langfuse',
      apply: (d) => {
        const data = find(d, 'SecretProviderClass', 'agent-secrets').spec.secretObjects[0].data;
        data.find(({ key }: { key: string }) => key === 'LANGFUSE_SECRET_KEY').objectName =
          'agent-langfuse-key';
      },
    },
  ],
  'each volume is a container or share of the stack, mounted with the identity of its pod': [
    {
      name: 'the storage account has no suffix',
      apply: (d) => {
        find(
          d,
          'PersistentVolume',
          'ai-coder-model-aimodelsx1-weights',
        ).spec.csi.volumeAttributes.storageAccount = 'aimodels';
      },
    },
    {
      name: 'the share is not in the storage account',
      apply: (d) => {
        resource(d, 'azurerm_storage_share', 'weights').name = 'models';
      },
    },
    {
      name: 'the volume has the identity of another server',
      apply: (d) => {
        find(d, 'PersistentVolume', 'ai-vision-models-aimodelsx1-triton').spec.csi.volumeAttributes.clientID =
          d.outputs['client_id_ai-aks-coder'];
      },
    },
  ],
  'each claim of a pod exists and is mounted at its model path': [
    {
      name: 'the server reads its model from another path',
      apply: (d) => {
        const { args } = find(d, 'Deployment', 'vision').spec.template.spec.containers[0];
        args[args.indexOf('--model-repository=/models')] = '--model-repository=/repository';
      },
    },
  ],
};
