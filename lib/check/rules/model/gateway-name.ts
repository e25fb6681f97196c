import { parse } from 'yaml';
import { fieldPath, listAt, mapAt, textAt } from '../../../values/json';
import type { DeploymentPicture, FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { type Engine, enginesOf, modelOf } from '../../views/engine-arguments';
import { servedNamesOf } from '../../views/served-names';
import { podsBehind } from '../../views/services';
import { vllmExample } from '../example-manifests';

const gateway = (name: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: litellm, namespace: models }
data:
  config.yaml: |
    model_list:
      - model_name: phi
        litellm_params: { model: hosted_vllm/${name}, api_base: "http://vllm/v1" }
---
apiVersion: v1
kind: Service
metadata: { name: vllm, namespace: models }
spec: { selector: { app: vllm }, ports: [{ port: 80 }] }
---${vllmExample({ args: '--model=microsoft/phi-4, --served-model-name=phi-4' })}`;

export const gatewayName: Rule = {
  id: 'model/gateway-name',
  title: 'A gateway must request a model name that the model server serves',
  severity: 'error',
  why: 'vLLM answers 404 to an unknown model name. The gateway is ready, but every request for that model fails.',
  source: 'docs.litellm.ai/docs/providers/vllm; vllm-project/vllm --served-model-name (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: gateway('microsoft/phi-4') },
  good: { kubernetes: gateway('phi-4') },
  check: (picture) =>
    picture.ofKind('ConfigMap').flatMap((found) =>
      Object.entries(mapAt(found.object, 'data')).flatMap(([key, text]) =>
        listAt(readConfig(text), 'model_list').flatMap((entry) => {
          const model = textAt(entry, 'litellm_params.model');
          const name = /^(?:hosted_vllm|openai|vllm)\/(.+)$/.exec(model ?? '')?.[1];
          const engines = enginesAt(picture, textAt(entry, 'litellm_params.api_base'), found);
          const served = engines.map(servedNamesOf);
          if (name === undefined || served.length === 0 || served.some((names) => names === undefined))
            return [];
          const names = [...new Set(served.flatMap((each) => each!))];
          if (names.includes(name)) return [];
          return [
            {
              in: found,
              field: fieldPath('data', key),
              message: `LiteLLM model "${textAt(entry, 'model_name') ?? '?'}" requests "${model}", but the vLLM server behind it serves ${names.join(', ')}, so each request fails with 404.`,
              expected: names.map((each) => `"${model!.slice(0, -name.length)}${each}"`).join(' or '),
              fix: 'Correct the model name, or --served-model-name of the vLLM server.',
            },
          ];
        }),
      ),
    ),
};

function readConfig(text: unknown): unknown {
  if (typeof text !== 'string' || !text.includes('model_list')) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** The vLLM servers behind an address in the cluster; empty for every other address. */
function enginesAt(
  picture: DeploymentPicture,
  address: string | undefined,
  { object }: FoundObject,
): readonly Engine[] {
  const host = /^https?:\/\/([a-z0-9.-]+)/.exec(address ?? '')?.[1];
  const [service, namespace = object.metadata.namespace, ...rest] = host?.split('.') ?? [];
  if (rest.length > 0 && rest[0] !== 'svc') return [];
  const found = picture.find('Service', service, namespace);
  if (found === undefined) return [];
  const pods = new Set(podsBehind(picture, found));
  return enginesOf(picture).filter(
    (engine) => engine.type === 'vllm' && pods.has(engine.container.pod) && modelOf(engine) !== undefined,
  );
}
