/** Where an application finds the services of its platform. */
export interface ClientEnvironmentInput {
  /** Address of an OpenAI-compatible API without `/v1`: the gateway, or one model server. Default: none. */
  readonly modelApiUrl?: string;
  /** Address of Langfuse. Default: none. */
  readonly langfuseUrl?: string;
}

/** Variables of the secrets that go with them; their values come from Key Vault. */
export const clientSecretVariables = {
  modelApiKey: 'OPENAI_API_KEY',
  langfusePublicKey: 'LANGFUSE_PUBLIC_KEY',
  langfuseSecretKey: 'LANGFUSE_SECRET_KEY',
} as const;

/**
 * The addresses as the variables that clients read by themselves, so that none is typed by hand and no code knows one.
 * `OPENAI_BASE_URL` is for the OpenAI clients, `OPENAI_API_BASE` for LangChain and LiteLLM; Langfuse's clients read
 * `LANGFUSE_BASE_URL`, older ones `LANGFUSE_HOST`.
 * Source: github.com/openai/openai-python, langfuse.com/docs/observability/sdk (2026-11).
 */
export function clientEnvironment(input: ClientEnvironmentInput): Readonly<Record<string, string>> {
  const { modelApiUrl, langfuseUrl } = input;
  const langfuse = langfuseUrl && withoutSlash(langfuseUrl);
  const openAi = modelApiUrl && `${withoutSlash(modelApiUrl)}/v1`;
  return {
    ...(langfuse === undefined ? {} : { LANGFUSE_BASE_URL: langfuse, LANGFUSE_HOST: langfuse }),
    ...(openAi === undefined ? {} : { OPENAI_API_BASE: openAi, OPENAI_BASE_URL: openAi }),
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
