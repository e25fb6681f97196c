import type { ProblemList } from '../../problems/problem-list';
import { requireName } from '../../problems/value-rules';

/** Fields of every model. */
interface LiteLlmModelBase {
  /** Name of the model in requests. Entries with the same name share the requests. */
  readonly modelName: string;
  /** Weight among entries with the same name. @default equal weights */
  readonly weight?: number;
}

/** A model on a vLLM server, which has OpenAI's API. */
export interface LiteLlmServerModel extends LiteLlmModelBase {
  readonly type: 'vllm';
  /** Address of the API: `http://vllm/v1`. */
  readonly apiBase: string;
  /** Name of the model on the server, its `servedModelName`. */
  readonly servedModelName: string;
  /** Environment variable with the server's API key. @default none: the server requires no key */
  readonly apiKeyVariable?: string;
}

/** A language model on a Triton server. */
export interface LiteLlmTritonModel extends LiteLlmModelBase {
  readonly type: 'triton';
  /**
   * Address of the model: `http://triton/v2/models/llama/generate`, or `…/infer` for models without
   * a text protocol.
   */
  readonly apiBase: string;
  /** Name of the model in the repository. */
  readonly tritonModelName: string;
}

/** A deployment of Azure OpenAI. */
export interface LiteLlmAzureOpenAiModel extends LiteLlmModelBase {
  readonly type: 'azure-openai';
  /** Endpoint of the account: `https://my-account.openai.azure.com`. */
  readonly apiBase: string;
  /** Name of the deployment; it may differ from the model's. */
  readonly deployment: string;
  /** Version of the API: `2025-04-01-preview`. */
  readonly apiVersion: string;
  /**
   * Environment variable with the account's key.
   *
   * @default none: the pods use their workload identity
   */
  readonly apiKeyVariable?: string;
}

/** A model of any other provider that LiteLLM supports. */
export interface LiteLlmProviderModel extends LiteLlmModelBase {
  readonly type: 'provider';
  /** Provider and model, as LiteLLM writes them: `mistral/mistral-large-latest`. */
  readonly model: string;
  /** Environment variable with the provider's key. */
  readonly apiKeyVariable: string;
  /** @default the provider's address */
  readonly apiBase?: string;
}

/** A model behind the gateway. */
export type LiteLlmModel =
  | LiteLlmServerModel
  | LiteLlmTritonModel
  | LiteLlmAzureOpenAiModel
  | LiteLlmProviderModel;

/** Model names to try, in order, if all models of a name fail. */
export type LiteLlmFallbacks = Readonly<Record<string, readonly string[]>>;

/** Variable with the model's key; undefined if the model requires no key. */
export function apiKeyVariableOf(model: LiteLlmModel): string | undefined {
  return model.type === 'triton' ? undefined : model.apiKeyVariable;
}

/** Whether the pods sign in to the model with their workload identity. */
export function usesWorkloadIdentity(model: LiteLlmModel): boolean {
  return model.type === 'azure-openai' && model.apiKeyVariable === undefined;
}

const variablePattern = /^[A-Z][A-Z0-9_]*$/;

/** Adds a problem for each setting that LiteLLM rejects at startup, and for each secret. */
export function checkLiteLlmModels(models: readonly LiteLlmModel[], problems: ProblemList): void {
  if (models.length === 0) problems.add('', 'has no models', 'Add at least one model.');
  const seen = new Map<string, number>();
  models.forEach((model, index) => {
    const at = problems.at(index);
    const variable = apiKeyVariableOf(model);
    if (variable !== undefined && !variablePattern.test(variable)) {
      at.add(
        'apiKeyVariable',
        // Without the value, which may be the key itself.
        'must be the name of a variable: A to Z, 0 to 9 and _',
        'Store the key in Key Vault, and set the name of the variable that contains it.',
      );
    }
    for (const [key, value] of requiredTexts(model)) {
      if (value.trim() === '') at.add(key, 'is empty', 'Set a name.');
    }
    if (model.apiBase !== undefined) checkApiBase(model.type, model.apiBase, at);
    if (model.type === 'provider' && !/^[a-z0-9_]+\/./.test(model.model)) {
      at.add(
        'model',
        `"${model.model}" has no provider`,
        'Write provider/model, such as mistral/mistral-large-latest.',
      );
    }
    if (model.weight !== undefined && !(model.weight > 0)) {
      at.add('weight', `${model.weight} is not allowed`, 'Set a number greater than 0.');
    }
    const { weight: _, ...target } = model;
    const text = JSON.stringify(target);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    else at.add('', `is a duplicate of [${first}]`, 'Remove it, or set weight for a larger share.');
  });
}

const modelNoun = { one: 'model', many: 'models' };

/** Adds a problem for each fallback from or to an unknown name. */
export function checkLiteLlmFallbacks(
  fallbacks: LiteLlmFallbacks,
  models: readonly LiteLlmModel[],
  problems: ProblemList,
): void {
  const names = [...new Set(models.map(({ modelName }) => modelName))];
  for (const [from, to] of Object.entries(fallbacks)) {
    requireName(problems, from, from, names, modelNoun);
    to.forEach((name, index) => {
      const at = problems.at(from);
      if (requireName(at, index, name, names, modelNoun) && name === from)
        at.add(index, `"${name}" falls back to itself`, 'Remove it.');
    });
  }
}

function requiredTexts(model: LiteLlmModel): readonly (readonly [key: string, value: string])[] {
  const name = ['modelName', model.modelName] as const;
  switch (model.type) {
    case 'vllm':
      return [name, ['servedModelName', model.servedModelName]];
    case 'triton':
      return [name, ['tritonModelName', model.tritonModelName]];
    case 'azure-openai':
      return [name, ['deployment', model.deployment], ['apiVersion', model.apiVersion]];
    case 'provider':
      return [name];
  }
}

function checkApiBase(type: LiteLlmModel['type'], apiBase: string, problems: ProblemList): void {
  const address = parseUrl(apiBase);
  if (address === undefined) {
    problems.add(
      'apiBase',
      `"${apiBase}" is not an http or https address`,
      'Set an address such as http://vllm/v1.',
    );
    return;
  }
  if (address.username !== '' || address.password !== '' || address.search !== '') {
    problems.add(
      'apiBase',
      'contains a user, a password or a query, which may be a secret',
      'Remove it, store the key in Key Vault, and set apiKeyVariable to the name of its variable.',
    );
    return;
  }
  if (type === 'vllm' && !/\/v1$/.test(address.pathname)) {
    problems.add('apiBase', `"${apiBase}" does not end with /v1, the path of the API`, 'Add /v1.');
  }
  if (type === 'triton' && !/\/(generate|infer)$/.test(address.pathname)) {
    problems.add(
      'apiBase',
      `"${apiBase}" does not end with /generate or /infer, which select LiteLLM's protocol`,
      'Set the address of the model: http://<server>/v2/models/<model>/generate.',
    );
  }
}

function parseUrl(text: string): URL | undefined {
  if (!/^https?:\/\//.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
