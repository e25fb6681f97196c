/** Addresses of the platform's services for an application. */
export interface ClientEnvironmentInput {
  /**
   * Address of an OpenAI-compatible API without `/v1`: the gateway or a model server.
   *
   * @default none
   */
  readonly modelApiUrl?: string;
  /** Address of Langfuse. @default none */
  readonly langfuseUrl?: string;
}

/** Variables for the secrets of these services. Key Vault contains the values. */
export const clientSecretVariables = {
  modelApiKey: 'OPENAI_API_KEY',
  langfusePublicKey: 'LANGFUSE_PUBLIC_KEY',
  langfuseSecretKey: 'LANGFUSE_SECRET_KEY',
} as const;

/**
 * Environment variables with the addresses, by the names that client libraries read:
 * `OPENAI_BASE_URL` for OpenAI's clients, `OPENAI_API_BASE` for LangChain and LiteLLM,
 * `LANGFUSE_BASE_URL` for Langfuse's clients, `LANGFUSE_HOST` for older ones.
 *
 * @see github.com/openai/openai-python, langfuse.com/docs/observability/sdk (2026-11)
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
