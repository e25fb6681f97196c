import { liteLlmConfig, requiredLiteLlmVariables } from '../../../../lib/engine/gateway/litellm-config';
import {
  checkLiteLlmFallbacks,
  checkLiteLlmModels,
  type LiteLlmModel,
} from '../../../../lib/engine/gateway/litellm-models';
import { type Problem, ProblemList } from '../../../../lib/problems/problem-list';

const vllm: LiteLlmModel = {
  type: 'vllm',
  modelName: 'phi-4',
  apiBase: 'http://vllm/v1',
  servedModelName: 'microsoft/phi-4',
};
const azure: LiteLlmModel = {
  type: 'azure-openai',
  modelName: 'gpt',
  apiBase: 'https://a.openai.azure.com',
  deployment: 'gpt-5',
  apiVersion: '2025-04-01-preview',
};

const configOf = (models: readonly LiteLlmModel[]) =>
  liteLlmConfig({
    models,
    routing: {},
    answerSeconds: 600,
    langfuse: false,
    metrics: false,
    database: false,
  });
const paramsOf = (model: LiteLlmModel) => configOf([model]).model_list[0]!.litellm_params;

test.each<[LiteLlmModel, object]>([
  [vllm, { model: 'hosted_vllm/microsoft/phi-4', api_base: 'http://vllm/v1' }],
  [
    { ...vllm, apiKeyVariable: 'VLLM_API_KEY', weight: 3 },
    {
      model: 'hosted_vllm/microsoft/phi-4',
      api_base: 'http://vllm/v1',
      api_key: 'os.environ/VLLM_API_KEY',
      weight: 3,
    },
  ],
  [
    {
      type: 'triton',
      modelName: 'llama',
      apiBase: 'http://triton/v2/models/llama/generate',
      tritonModelName: 'llama',
    },
    { model: 'triton/llama', api_base: 'http://triton/v2/models/llama/generate' },
  ],
  [
    { ...azure, apiKeyVariable: 'AZURE_OPENAI_KEY' },
    {
      model: 'azure/gpt-5',
      api_base: 'https://a.openai.azure.com',
      api_version: '2025-04-01-preview',
      api_key: 'os.environ/AZURE_OPENAI_KEY',
    },
  ],
  [
    {
      type: 'provider',
      modelName: 'm',
      model: 'mistral/mistral-large-latest',
      apiKeyVariable: 'MISTRAL_KEY',
    },
    { model: 'mistral/mistral-large-latest', api_key: 'os.environ/MISTRAL_KEY' },
  ],
])('a model in LiteLLM’s words: %j', (model, params) => expect(paramsOf(model)).toEqual(params));

test('the token of the pods’ identity is renewed where a model has no key', () => {
  expect(configOf([azure]).litellm_settings).toHaveProperty('enable_azure_ad_token_refresh', true);
  expect(configOf([{ ...azure, apiKeyVariable: 'KEY' }]).litellm_settings).not.toHaveProperty(
    'enable_azure_ad_token_refresh',
  );
});

test('an answer that took too long is not asked for again', () =>
  expect(configOf([vllm]).router_settings).toMatchObject({
    num_retries: 2,
    retry_policy: { TimeoutErrorRetries: 0 },
    timeout: 600,
    stream_timeout: 600,
  }));

test('models come from the file alone', () =>
  expect(configOf([vllm]).general_settings.store_model_in_db).toBe(false));

test('the variables that are needed, each once', () => {
  const models = [
    { ...vllm, apiKeyVariable: 'VLLM_API_KEY' },
    { ...vllm, apiBase: 'http://other/v1', apiKeyVariable: 'VLLM_API_KEY' },
  ];
  expect(requiredLiteLlmVariables({ models, langfuse: false, database: false })).toEqual([
    'LITELLM_MASTER_KEY',
    'VLLM_API_KEY',
  ]);
  expect(requiredLiteLlmVariables({ models: [vllm], langfuse: true, database: true })).toEqual([
    'DATABASE_URL',
    'LANGFUSE_PUBLIC_KEY',
    'LANGFUSE_SECRET_KEY',
    'LITELLM_MASTER_KEY',
    'LITELLM_SALT_KEY',
  ]);
});

function problemsOf(models: readonly LiteLlmModel[]): readonly Problem[] {
  const problems = ProblemList.create();
  checkLiteLlmModels(models, problems);
  return problems.problems;
}

test('right models have no problem', () => expect(problemsOf([vllm, azure])).toEqual([]));

test('several models with one name are no problem', () =>
  expect(problemsOf([vllm, { ...vllm, apiBase: 'http://other/v1' }])).toEqual([]));

test.each<[string, readonly LiteLlmModel[], string]>([
  ['no model', [], 'has no models'],
  [
    'a key',
    [{ ...vllm, apiKeyVariable: 'sk-abcdef' }],
    'must be the name of a variable: A to Z, 0 to 9 and _',
  ],
  ['an empty name', [{ ...vllm, modelName: ' ' }], 'is empty'],
  ['no address', [{ ...vllm, apiBase: 'vllm' }], '"vllm" is not an http or https address'],
  [
    'a password',
    [{ ...vllm, apiBase: 'http://user:pass@vllm/v1' }],
    'contains a user, a password or a query, which may be a secret',
  ],
  [
    'a signature',
    [{ ...azure, apiBase: 'https://a.azure.com/?sig=abc' }],
    'contains a user, a password or a query, which may be a secret',
  ],
  ['no /v1', [{ ...vllm, apiBase: 'http://vllm' }], '"http://vllm" does not end with /v1'],
  [
    'no protocol of Triton',
    [{ type: 'triton', modelName: 'a', tritonModelName: 'a', apiBase: 'http://triton' }],
    'does not end with /generate or /infer',
  ],
  [
    'no provider',
    [{ type: 'provider', modelName: 'a', model: 'mistral-large', apiKeyVariable: 'A' }],
    '"mistral-large" has no provider',
  ],
  ['a weight of nothing', [{ ...vllm, weight: 0 }], '0 is not allowed'],
  ['the same twice', [vllm, { ...vllm, weight: 2 }], 'is a duplicate of [0]'],
])('%s is a problem', (_, models, message) =>
  expect(problemsOf(models).map((problem) => problem.message)).toEqual([expect.stringContaining(message)]),
);

test('a key that was given in place of its variable is not repeated', () =>
  expect(JSON.stringify(problemsOf([{ ...vllm, apiKeyVariable: 'sk-abcdef' }]))).not.toContain('sk-abcdef'));

test('fallbacks go from and to names that exist', () => {
  const problems = ProblemList.create();
  checkLiteLlmFallbacks({ 'phi-4': ['phi-4', 'gtp'], phi: ['gpt'] }, [vllm, azure], problems);
  expect(problems.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'phi-4[0]: "phi-4" falls back to itself',
    'phi-4[1]: "gtp" is not a model',
    'phi: "phi" is not a model',
  ]);
});
