import { parse } from 'yaml';
import { chartPods } from './chart-objects';
import { type Deployment, describeObject, type Json, ofKind } from './deployment';
import { identityOfClientId, identityOfPod } from './identities';
import { type Link, missing } from './link';
import { containersOf, mountedConfigMaps, type PodTemplate, podTemplates, variablesOf } from './pods';
import { storageOfVolume } from './referred-resources';
import { vaultSecretOfVariable } from './secret-links';
import { podsOfService, serviceOfUrl } from './services';

/** Links between gateway models, model servers, API keys and volumes. */
export const modelLinks: readonly Link[] = [
  {
    name: 'the server behind each gateway model serves it under the same name',
    broken: (d) =>
      ownModels(d).flatMap(({ model, servers }) =>
        missing(
          servers.length > 0 &&
            servers.every((server) =>
              servedModels(server).includes(model.litellm_params.model.replace(/^hosted_vllm\//, '')),
            ),
          `${model.litellm_params.api_base} does not serve ${model.litellm_params.model}`,
        ),
      ),
  },
  {
    name: 'the gateway offers each model and adapter of a server',
    broken: (d) => {
      const gateways = podTemplates(d).filter((pod) => liteLlmConfigs(d, pod).length > 0);
      if (gateways.length === 0) return [];
      const offered = ownModels(d).map(({ model }) =>
        model.litellm_params.model.replace(/^hosted_vllm\//, ''),
      );
      return podTemplates(d)
        .flatMap(servedModels)
        .flatMap((model) => missing(offered.includes(model), `${model} is not offered`));
    },
  },
  {
    name: 'the gateway and each model server read the same API key from the vault',
    broken: (d) =>
      ownModels(d).flatMap(({ gateway, model, servers }) => {
        const variable = model.litellm_params.api_key?.replace(/^os\.environ\//, '');
        const sent = variable === undefined ? undefined : vaultSecretOfVariable(d, gateway, variable);
        return servers.flatMap((server) =>
          missing(
            vaultSecretOfVariable(d, server, 'VLLM_API_KEY') === sent,
            `${model.model_name} is called with the key ${sent}`,
          ),
        );
      }),
  },
  {
    name: 'each application and the model server that it calls directly read the same API key',
    broken: (d) =>
      podTemplates(d).flatMap((pod) => {
        const url = variablesOf(pod)['OPENAI_BASE_URL'];
        const service = url === undefined ? undefined : serviceOfUrl(d, pod.namespace, url);
        const servers = podsOfService(d, service).filter((server) => servedModels(server).length > 0);
        return servers.flatMap((server) =>
          missing(
            vaultSecretOfVariable(d, pod, 'OPENAI_API_KEY') ===
              vaultSecretOfVariable(d, server, 'VLLM_API_KEY'),
            `${describeObject(pod.workload)} has another key than ${server.workload.metadata.name}`,
          ),
        );
      }),
  },
  {
    name: 'each gateway fallback names models of the gateway',
    broken: (d) =>
      podTemplates(d)
        .flatMap((pod) => liteLlmConfigs(d, pod))
        .flatMap((config) => {
          const names = config.model_list.map(({ model_name }: Json) => model_name);
          return (config.router_settings?.fallbacks ?? [])
            .flatMap((fallback: Json) => Object.entries<string[]>(fallback).flat(2))
            .flatMap((name: string) => missing(names.includes(name), `the gateway has no model ${name}`));
        }),
  },
  {
    name: 'each workload that sends traces and Langfuse read the same keys from the vault',
    broken: (d) => {
      const langfuse = chartPods(d)[0];
      return podTemplates(d)
        .filter((pod) => variablesOf(pod)['LANGFUSE_HOST'] !== undefined)
        .flatMap((pod) =>
          ['PUBLIC_KEY', 'SECRET_KEY'].flatMap((key) => {
            const has = vaultSecretOfVariable(d, pod, `LANGFUSE_${key}`);
            return missing(
              langfuse !== undefined &&
                has !== undefined &&
                has === vaultSecretOfVariable(d, langfuse, `LANGFUSE_INIT_PROJECT_${key}`),
              `${describeObject(pod.workload)} has ${has} as its ${key}`,
            );
          }),
        );
    },
  },
  {
    name: 'each volume is a container or share of the stack, mounted with the identity of its pod',
    broken: (d) =>
      ofKind(d, 'PersistentVolume').flatMap((volume) => {
        const claim = ofKind(d, 'PersistentVolumeClaim').find(
          ({ metadata, spec }) =>
            spec.volumeName === volume.metadata.name &&
            metadata.name === volume.spec.claimRef.name &&
            metadata.namespace === volume.spec.claimRef.namespace,
        );
        const pods = podTemplates(d).filter(
          (pod) =>
            pod.namespace === claim?.metadata.namespace &&
            (pod.template.spec.volumes ?? []).some(
              (each: Json) => each.persistentVolumeClaim?.claimName === claim?.metadata.name,
            ),
        );
        const identity = identityOfClientId(d, volume.spec.csi.volumeAttributes.clientID);
        return missing(
          storageOfVolume(d, volume).resource !== undefined &&
            identity !== undefined &&
            pods.length > 0 &&
            pods.every((pod) => identityOfPod(d, pod) === identity),
          `${volume.metadata.name} is mounted by ${pods.length} pods`,
        );
      }),
  },
  {
    name: 'each claim of a pod exists and is mounted at its model path',
    broken: (d) =>
      podTemplates(d).flatMap((pod) =>
        (pod.template.spec.volumes ?? [])
          .filter((volume: Json) => volume.persistentVolumeClaim !== undefined)
          .flatMap((volume: Json) => {
            const [container] = containersOf(pod);
            const mount = container.volumeMounts.find(({ name }: Json) => name === volume.name);
            const exists = ofKind(d, 'PersistentVolumeClaim').some(
              ({ metadata }) =>
                metadata.name === volume.persistentVolumeClaim.claimName &&
                metadata.namespace === pod.namespace,
            );
            const isRead = container.args.some((argument: string) =>
              argument.replace(/^--model-repository=/, '').startsWith(mount?.mountPath),
            );
            return missing(exists && isRead, `${describeObject(pod.workload)} mounts ${volume.name}`);
          }),
      ),
  },
];

/** Model names that a vLLM pod serves. The first is the label of its metrics. Workers of a group serve none. */
export function servedModels(pod: PodTemplate): readonly string[] {
  const args: readonly string[] = containersOf(pod)[0].args ?? [];
  if (args.includes('--headless')) return [];
  const served = args
    .filter((argument) => argument.startsWith('--served-model-name='))
    .map((argument) => argument.slice('--served-model-name='.length));
  const adapters = args.includes('--lora-modules') ? args.slice(args.indexOf('--lora-modules') + 1) : [];
  const end = adapters.findIndex((argument) => argument.startsWith('--'));
  return [
    ...served,
    ...adapters.slice(0, end < 0 ? undefined : end).map((adapter) => adapter.split('=')[0]!),
  ];
}

function liteLlmConfigs(d: Deployment, pod: PodTemplate): readonly Json[] {
  return mountedConfigMaps(d, pod)
    .map(({ data }) => parse(data['config.yaml'] ?? ''))
    .filter((config) => config?.model_list !== undefined);
}

/** LiteLLM models that the servers of the platform serve. */
function ownModels(d: Deployment) {
  return podTemplates(d).flatMap((gateway) =>
    liteLlmConfigs(d, gateway)
      .flatMap((config) => config.model_list)
      .filter(({ litellm_params }: Json) => litellm_params.model.startsWith('hosted_vllm/'))
      .map((model: Json) => ({
        gateway,
        model,
        servers: podsOfService(d, serviceOfUrl(d, gateway.namespace, model.litellm_params.api_base)),
      })),
  );
}
