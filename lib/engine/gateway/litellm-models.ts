import type { ProblemList } from '../../problems/problem-list';
import { knownNames } from '../../problems/value-rules';

/** What every model of the gateway has. */
interface LiteLlmModelBase {
  /** Name that callers ask for. Several entries with one name share its requests. */
  readonly modelName: string;
  /** Share of the requests among entries with the same name, by weight. Default: all alike. */
  readonly weight?: number;
}

/** A model on a server of the platform that speaks OpenAI's API: vLLM. */
export interface LiteLlmServerModel extends LiteLlmModelBase {
  readonly type: 'vllm';
  /** Address of the API: `http://vllm/v1`. */
  readonly apiBase: string;
  /** Name of the model on the server, its `servedModelName`. */
  readonly servedModelName: string;
  /** Environment variable with the key that the server wants. Default: it wants none. */
  readonly apiKeyVariable?: string;
}

/** A language model on a Triton server. */
export interface LiteLlmTritonModel extends LiteLlmModelBase {
  readonly type: 'triton';
  /** Address of the model: `http://triton/v2/models/llama/generate`, or `…/infer` for models without a text protocol. */
  readonly apiBase: string;
  /** Name of the model in the repository. */
  readonly tritonModelName: string;
}

/** A deployment of Azure OpenAI. */
export interface LiteLlmAzureOpenAiModel extends LiteLlmModelBase {
  readonly type: 'azure-openai';
  /** Endpoint of the account: `https://my-account.openai.azure.com`. */
  readonly apiBase: string;
  /** Name of the deployment, which need not be the model's. */
  readonly deployment: string;
  /** Version of the API: `2025-04-01-preview`. */
  readonly apiVersion: string;
  /** Environment variable with the account's key. Default: none; then the pods' workload identity is used. */
  readonly apiKeyVariable?: string;
}

/** A model of any other provider that LiteLLM knows. */
export interface LiteLlmProviderModel extends LiteLlmModelBase {
  readonly type: 'provider';
  /** Provider and model, as LiteLLM writes them: `mistral/mistral-large-latest`. */
  readonly model: string;
  /** Environment variable with the provider's key. */
  readonly apiKeyVariable: string;
  /** Default: the provider's own. */
  readonly apiBase?: string;
}

/** A model behind the gateway. */
export type LiteLlmModel =
  | LiteLlmServerModel
  | LiteLlmTritonModel
  | LiteLlmAzureOpenAiModel
  | LiteLlmProviderModel;

/** Where requests go when the models of a name fail: other names, in order. */
export type LiteLlmFallbacks = Readonly<Record<string, readonly string[]>>;

/** The variable that holds a model's key; undefined if it needs none. */
export function apiKeyVariableOf(model: LiteLlmModel): string | undefined {
  return model.type === 'triton' ? undefined : model.apiKeyVariable;
}

/** Whether a model is reached as the pods' identity in Azure. */
export function usesWorkloadIdentity(model: LiteLlmModel): boolean {
  return model.type === 'azure-openai' && model.apiKeyVariable === undefined;
}

const variablePattern = /^[A-Z][A-Z0-9_]*$/;

/** Adds a problem for everything in the models that LiteLLM would refuse at start, or that has no place in Git. */
export function checkLiteLlmModels(models: readonly LiteLlmModel[], problems: ProblemList): void {
  if (models.length === 0) problems.add('', 'there is no model', 'Give at least one.');
  const seen = new Map<string, number>();
  models.forEach((model, index) => {
    const at = problems.at(index);
    const variable = apiKeyVariableOf(model);
    if (variable !== undefined && !variablePattern.test(variable)) {
      at.add(
        'apiKeyVariable',
        // Not shown: whoever puts a key where its variable belongs does not want it in a log.
        'it is not the name of a variable (A to Z, 0 to 9 and _)',
        'Put the key into Key Vault and give the name of the variable that holds it.',
      );
    }
    for (const [key, value] of requiredTexts(model)) {
      if (value.trim() === '') at.add(key, 'it is empty', 'Give a name.');
    }
    if (model.apiBase !== undefined) checkApiBase(model.type, model.apiBase, at);
    if (model.type === 'provider' && !/^[a-z0-9_]+\/./.test(model.model)) {
      at.add(
        'model',
        `"${model.model}" names no provider`,
        'Write provider/model, such as mistral/mistral-large-latest.',
      );
    }
    if (model.weight !== undefined && !(model.weight > 0)) {
      at.add('weight', `${model.weight} is not allowed`, 'Give a number above 0.');
    }
    const { weight: _, ...target } = model;
    const text = JSON.stringify(target);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    else
      at.add('', `it is the same as the one at [${first}]`, 'Remove it, or use weight for a larger share.');
  });
}

/** Adds a problem for every fallback from or to a name that no model has. */
export function checkLiteLlmFallbacks(
  fallbacks: LiteLlmFallbacks,
  models: readonly LiteLlmModel[],
  problems: ProblemList,
): void {
  const names = [...new Set(models.map(({ modelName }) => modelName))];
  for (const [from, to] of Object.entries(fallbacks)) {
    if (!names.includes(from)) problems.add(from, 'no model has this name', knownNames(from, names));
    to.forEach((name, index) => {
      const at = problems.at(from);
      if (!names.includes(name)) at.add(index, `no model has the name "${name}"`, knownNames(name, names));
      else if (name === from) at.add(index, `"${name}" falls back to itself`, 'Remove it.');
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
      'Give one, such as http://vllm/v1.',
    );
    return;
  }
  if (address.username !== '' || address.password !== '' || address.search !== '') {
    problems.add(
      'apiBase',
      'it has a user, a password or a query, which may be a secret',
      'Remove it; put the key into Key Vault and name its variable in apiKeyVariable.',
    );
    return;
  }
  if (type === 'vllm' && !/\/v1$/.test(address.pathname)) {
    problems.add('apiBase', `"${apiBase}" does not end with /v1, where the API is`, 'Add /v1.');
  }
  if (type === 'triton' && !/\/(generate|infer)$/.test(address.pathname)) {
    problems.add(
      'apiBase',
      `"${apiBase}" does not end with /generate or /infer, from which LiteLLM takes the protocol`,
      'Give the address of the model: http://<server>/v2/models/<model>/generate.',
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
