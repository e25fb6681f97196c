import type { AgentAppDefinition } from '../definition/application-definition';
import type { LiteLlmGatewayDefinition } from '../definition/gateway-definition';
import type { InferenceServerDefinition } from '../definition/inference-definition';
import type { PlatformDefinition } from '../definition/platform-definition';
import type { SecretVariableDefinition } from '../definition/workload-definition';
import { liteLlmVariables } from '../engine/gateway/litellm-config';
import { langfuseNames } from './langfuse-names';

/** Secrets of a workload by itself, from its definition: who reads the vault follows from them. */
export function inferenceSecrets(server: InferenceServerDefinition): readonly SecretVariableDefinition[] {
  return [
    ...secretVariable('HF_TOKEN', server.huggingFaceTokenSecret),
    ...secretVariable('VLLM_API_KEY', server.apiKeySecret),
  ];
}

export function agentSecrets(agent: AgentAppDefinition): readonly SecretVariableDefinition[] {
  return [
    { variable: 'DATABASE_URI', secret: agent.databaseUriSecret ?? `${agent.name}-database-uri` },
    { variable: 'REDIS_URI', secret: agent.redisUriSecret ?? `${agent.name}-redis-uri` },
  ];
}

/** Variable of a server's or a provider's key in the gateway: `VLLM_PHI_4_KEY`. */
export function gatewayKeyVariable(name: string): string {
  return `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_KEY`.replace(/^(?=[0-9])/, 'MODEL_');
}

export function usesLangfuse(gateway: LiteLlmGatewayDefinition, platform: PlatformDefinition): boolean {
  return gateway.langfuse ?? platform.langfuse !== undefined;
}

export function liteLlmSecrets(
  gateway: LiteLlmGatewayDefinition,
  platform: PlatformDefinition,
): readonly SecretVariableDefinition[] {
  const { name, database } = gateway;
  const langfuse =
    platform.langfuse !== undefined && usesLangfuse(gateway, platform)
      ? langfuseNames(platform.langfuse).secrets.initial
      : undefined;
  return [
    { variable: liteLlmVariables.masterKey, secret: gateway.masterKeySecret ?? `${name}-master-key` },
    ...(database === false
      ? []
      : [
          { variable: liteLlmVariables.databaseUrl, secret: database?.urlSecret ?? `${name}-database-url` },
          { variable: liteLlmVariables.saltKey, secret: database?.saltKeySecret ?? `${name}-salt-key` },
        ]),
    ...secretVariable(liteLlmVariables.langfusePublicKey, langfuse?.publicKey),
    ...secretVariable(liteLlmVariables.langfuseSecretKey, langfuse?.secretKey),
    ...(platform.inferenceServers ?? []).flatMap((server) =>
      secretVariable(gatewayKeyVariable(server.name), server.apiKeySecret),
    ),
    ...(gateway.models ?? []).map((model) => ({
      variable: gatewayKeyVariable(model.name),
      secret: model.keySecret,
    })),
  ];
}

function secretVariable(variable: string, secret: string | undefined): readonly SecretVariableDefinition[] {
  return secret === undefined ? [] : [{ variable, secret }];
}
