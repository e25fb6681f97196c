import type { CompletePlatform } from '../../definition/platform-definition';
import type { SecretVariableDefinition, UseDefinition } from '../../definition/workload-definition';
import { agentgatewayClassName } from '../../engine/charts/agentgateway';
import { clientEnvironment, clientSecretVariables } from '../../engine/gateway/client-environment';
import { langfuseInternalUrl } from '../../engine/langfuse/langfuse-url';
import type { ProblemList } from '../../problems/problem-list';
import { requireName } from '../../problems/value-rules';
import { langfuseNames } from './langfuse-names';
import { type QueueConnections, queueConnectionsOf } from './queue-connections';

/**
 * Variables, secrets and calls that follow from the parts of the platform that an application uses.
 */
export interface Connections {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretVariableDefinition[];
  /** Gateway or inference server whose API it calls, by name. */
  readonly calls: readonly string[];
  /** Queues that it sends to and receives from. */
  readonly queues: QueueConnections;
}

/**
 * Follows the references in `uses`: a server that is renamed, or that requires a key, changes its
 * callers. Reads the definition alone, because the identities, which are resolved before the
 * workloads, need the resulting roles.
 */
export function connectionsOf(
  application: { readonly name: string; readonly uses: readonly UseDefinition[] },
  platform: CompletePlatform,
  problems: ProblemList,
): Connections {
  const { uses } = application;
  const models = uses.flatMap((use, index) => modelApi(use, application.name, platform, problems.at(index)));
  if (models.length > 1) {
    problems.add(
      '',
      'the list contains several sources of models',
      'Keep one gateway or one inferenceServer.',
    );
  }
  const langfuseIndex = uses.indexOf('langfuse');
  if (langfuseIndex !== -1 && platform.langfuse === undefined) {
    problems
      .at(langfuseIndex)
      .add('', 'the definition has no langfuse', 'Add langfuse, or remove it from uses.');
  }
  const langfuse =
    langfuseIndex === -1 || platform.langfuse === undefined ? undefined : langfuseNames(platform.langfuse);
  return {
    environment: clientEnvironment({
      ...(models[0] === undefined ? {} : { modelApiUrl: models[0].url }),
      ...(langfuse === undefined ? {} : { langfuseUrl: langfuseInternalUrl(langfuse) }),
    }),
    secrets: [
      ...(models[0]?.keySecret === undefined
        ? []
        : [{ variable: clientSecretVariables.modelApiKey, secret: models[0].keySecret }]),
      ...(langfuse === undefined
        ? []
        : [
            { variable: clientSecretVariables.langfusePublicKey, secret: langfuse.secrets.initial.publicKey },
            { variable: clientSecretVariables.langfuseSecretKey, secret: langfuse.secrets.initial.secretKey },
          ]),
    ],
    calls: models.slice(0, 1).map(({ name }) => name),
    queues: queueConnectionsOf(uses, platform, problems),
  };
}

interface ModelApi {
  /** Name of the workload. */
  readonly name: string;
  readonly url: string;
  readonly keySecret: string | undefined;
}

function modelApi(
  use: UseDefinition,
  application: string,
  platform: CompletePlatform,
  problems: ProblemList,
): readonly ModelApi[] {
  if (typeof use === 'object' && 'inferenceServer' in use) {
    const servers = platform.inferenceServers;
    const server = servers.find(({ name }) => name === use.inferenceServer);
    if (server === undefined) {
      const names = servers.map(({ name }) => name);
      requireName(problems, 'inferenceServer', use.inferenceServer, names, {
        one: 'inference server',
        many: 'inference servers',
      });
      return [];
    }
    return [{ name: server.name, url: `http://${server.name}`, keySecret: server.apiKeySecret }];
  }
  if (use !== 'gateway' && !(typeof use === 'object' && 'gateway' in use)) return [];
  const { gateway } = platform;
  if (gateway === undefined) {
    problems.add('', 'the definition has no gateway', 'Add gateway, or use an inferenceServer.');
    return [];
  }
  if (gateway.type === 'litellm') {
    const keySecret = typeof use === 'object' ? use.gateway.keySecret : `${application}-gateway-key`;
    return [{ name: gateway.name, url: `http://${gateway.name}`, keySecret }];
  }
  if (typeof use === 'object') {
    problems.add('gateway', 'an inference gateway has no keys', "Use 'gateway'.");
  }
  if (gateway.gatewayClassName !== agentgatewayClassName) {
    problems.add(
      '',
      `the address of a Gateway of the class "${gateway.gatewayClassName}" is not known`,
      'Set OPENAI_BASE_URL in environment, or use an inferenceServer.',
    );
  }
  const servers = platform.inferenceServers;
  const keys = [...new Set(servers.map((server) => server.apiKeySecret))];
  if (servers.length > 1) {
    problems.add(
      '',
      'an inference gateway with several models has an address for each of them',
      'Use an inferenceServer, or LiteLLM as the gateway.',
    );
  }
  return [{ name: gateway.name, url: `http://${gateway.name}`, keySecret: keys[0] }];
}
