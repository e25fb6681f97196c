import type { Damage, Json } from './damage';

export const secretsDamages: readonly Damage[] = [
  {
    name: 'ai-app contains an OpenAI API key',
    rule: 'secrets/plain-variable',
    change: (draft) => {
      draft.container('ai-app').env.push({ name: 'EXTRA_API_KEY', value: 'not-a-reference-to-anything' });
    },
  },
  {
    name: 'litellm contains a password',
    rule: 'secrets/plain-variable',
    change: (draft) => {
      draft.container('litellm').env.push({ name: 'DATABASE_PASSWORD', value: 'correct horse battery' });
    },
  },
  {
    name: 'vllm contains a Hugging Face token',
    rule: 'secrets/secret-material',
    change: (draft) => {
      draft.container('vllm').args.push(`--hf-token=hf_${'aBcDeFgHiJ'.repeat(4).slice(0, 34)}`);
    },
  },
  {
    name: 'a Secret with its content is added',
    rule: 'secrets/secret-material',
    change: (draft) => {
      draft.add({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'keys', namespace: 'production' },
        stringData: { key: 'x' },
      });
    },
  },
  {
    name: 'a ConfigMap contains a private key',
    rule: 'secrets/secret-material',
    change: (draft) => {
      draft.object('ConfigMap', 'litellm').data['key.pem'] = '-----BEGIN RSA PRIVATE KEY-----';
    },
  },
  {
    name: 'the vault of ai-app has another name',
    rule: 'secrets/vault',
    change: (draft) => {
      draft.object('SecretProviderClass', 'ai-app-secrets').spec.parameters.keyvaultName = 'my-kv';
    },
  },
  {
    name: 'the vault is renamed in Azure only',
    rule: 'secrets/vault',
    change: (draft) => {
      draft.resource('azurerm_key_vault').name = 'my-kv-b7d2';
    },
  },
  {
    name: 'the mount of vllm misspells its SecretProviderClass',
    rule: 'secrets/provider-class',
    change: (draft) => {
      for (const volume of draft.podSpec('vllm').volumes)
        if (volume.csi?.volumeAttributes?.secretProviderClass)
          volume.csi.volumeAttributes.secretProviderClass = 'vllm-secret';
    },
  },
  {
    name: 'the SecretProviderClass of agent is removed',
    rule: 'secrets/provider-class',
    change: (draft) => {
      draft.remove(draft.object('SecretProviderClass', 'agent-secrets'));
    },
  },
  {
    name: 'the SecretProviderClass of ai-app has no client id',
    rule: 'secrets/class-identity',
    change: (draft) => {
      delete draft.object('SecretProviderClass', 'ai-app-secrets').spec.parameters.clientID;
    },
  },
  {
    name: 'the SecretProviderClass of litellm has no tenant',
    rule: 'secrets/class-identity',
    change: (draft) => {
      delete draft.object('SecretProviderClass', 'litellm-secrets').spec.parameters.tenantId;
    },
  },
  {
    name: 'agent does not mount the SecretProviderClass of its Secret',
    rule: 'secrets/mounted-class',
    change: (draft) => {
      const pod = draft.podSpec('agent');
      const gone = pod.volumes
        .filter((volume: Json) => volume.csi?.driver === 'secrets-store.csi.k8s.io')
        .map((volume: Json) => volume.name);
      pod.volumes = pod.volumes.filter((volume: Json) => !gone.includes(volume.name));
      for (const container of pod.containers)
        container.volumeMounts = (container.volumeMounts ?? []).filter(
          (mount: Json) => !gone.includes(mount.name),
        );
    },
  },
];
