import { isJsonObject, listAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

const token = (optional: boolean) => ({
  container: `env: [{ name: HF_TOKEN, valueFrom: { secretKeyRef: { name: hf, key: token, optional: ${optional} } } }]`,
});

export const optionalToken: Rule = {
  id: 'model/optional-token',
  title: 'A Hugging Face token must not be optional',
  severity: 'warning',
  why: 'With optional: true a missing Secret is not an error. The model server starts without the token, and Hugging Face answers 401 or throttles the download.',
  source: 'huggingface.co/docs/hub/models-gated; kubernetes.io/docs/concepts/configuration/secret (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=meta-llama/Llama-3.1-8B-Instruct', ...token(true) }) },
  good: { kubernetes: vllmExample({ args: '--model=meta-llama/Llama-3.1-8B-Instruct', ...token(false) }) },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container: { json, path, pod } }) =>
      listAt(json, 'env').flatMap((variable, index) => {
        const name = textAt(variable, 'name') ?? '';
        const reference = valueAt(variable, 'valueFrom.secretKeyRef');
        if (!tokens.includes(name) || !isJsonObject(reference) || reference['optional'] !== true) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.env[${index}].valueFrom.secretKeyRef.optional`,
            message: `The Secret for ${name} is optional, so the container starts without a token if the Secret is missing.`,
            expected: 'a required Secret, so that the pod waits for it',
            fix: 'Remove optional: true.',
          },
        ];
      }),
    ),
};

const tokens: readonly string[] = ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN'];
