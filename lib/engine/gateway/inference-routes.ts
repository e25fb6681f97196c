import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';

/** A model server behind the inference gateway. */
export interface RoutedServer {
  /** Name of the server and of its InferencePool. */
  readonly name: string;
  /** Names of the served models: `servedModelName` and the LoRA adapters. */
  readonly modelNames: readonly string[];
}

/**
 * Routing of requests to servers:
 *
 * - `one`: a single server gets every request.
 * - `model-header`: by the header `X-Gateway-Model-Name`. Application Gateway for Containers sets
 *   it from the `model` of the body; agentgateway sets it with a policy in its PreRouting phase.
 *   Other gateways need a body-based router, or the callers set it.
 * - `path`: by the server's name as the first part of the path, `/<server>/v1/…`. Every gateway
 *   supports it.
 */
export type InferenceRouting = 'one' | 'model-header' | 'path';

/**
 * Header that body-based routing sets.
 *
 * @see learn.microsoft.com/azure/application-gateway/for-containers/inference-gateway;
 * llm-d-inference-payload-processor (2026-11)
 */
export const modelNameHeader = 'X-Gateway-Model-Name';

/** A rule of an HTTPRoute. */
export interface InferenceRouteRule {
  readonly server: string;
  /** Alternatives: a request must match all fields of one of them. */
  readonly matches: readonly { readonly pathPrefix: string; readonly modelName?: string }[];
  /** Replacement for the matched prefix. @default none: the path is unchanged */
  readonly replacePrefix?: string;
}

/** Default routing: `one` for a single server, which needs no feature of the gateway. */
export function defaultInferenceRouting(servers: readonly RoutedServer[]): InferenceRouting {
  return servers.length === 1 ? 'one' : 'model-header';
}

/**
 * One rule per server, for `/v1` only. The API key does not protect `/metrics`, `/tokenize` and the
 * other paths of the engine, so they are not reachable from outside (docs.vllm.ai, "Security",
 * 2026-11).
 */
export function inferenceRouteRules(
  servers: readonly RoutedServer[],
  routing: InferenceRouting,
): readonly InferenceRouteRule[] {
  return servers.map((server) => inferenceRouteRule(server, routing));
}

function inferenceRouteRule(
  { name, modelNames }: RoutedServer,
  routing: InferenceRouting,
): InferenceRouteRule {
  switch (routing) {
    case 'one':
      return { server: name, matches: [{ pathPrefix: '/v1' }] };
    case 'model-header':
      return { server: name, matches: modelNames.map((modelName) => ({ pathPrefix: '/v1', modelName })) };
    case 'path':
      return { server: name, matches: [{ pathPrefix: `/${name}/v1` }], replacePrefix: '/v1' };
  }
}

/** Maximum matches of a rule in Gateway API. */
const maxMatches = 64;
/** Maximum length of a header value in a match of Gateway API. */
const maxHeaderLength = 4096;

/** Adds a problem for servers that the routing cannot distinguish. */
export function checkInferenceRoutes(
  servers: readonly RoutedServer[],
  routing: InferenceRouting,
  problems: ProblemList,
): void {
  if (servers.length === 0) problems.add('servers', 'is empty', 'Add at least one server.');
  requireUnique(
    problems,
    'server',
    servers,
    ({ name }) => name,
    (index) => `servers[${index}].name`,
  );
  if (routing === 'one' && servers.length > 1) {
    problems.add(
      'routing',
      `"one" sends every request to a single server, but the list has ${servers.length} servers`,
      'Use model-header or path.',
    );
  }
  if (routing === 'model-header') checkModelNames(servers, problems);
}

function checkModelNames(servers: readonly RoutedServer[], problems: ProblemList): void {
  const models = servers.flatMap(({ modelNames }, server) =>
    modelNames.map((modelName, model) => ({ modelName, path: `servers[${server}].modelNames[${model}]` })),
  );
  requireUnique(
    problems,
    'model',
    models,
    ({ modelName }) => modelName,
    (index) => models[index]!.path,
  );
  for (const { modelName, path } of models) {
    if (modelName.trim() !== '' && modelName.length <= maxHeaderLength) continue;
    problems.add(path, `must have 1 to ${maxHeaderLength} characters`, 'Set the name of the model.');
  }
  for (const [index, { name, modelNames }] of servers.entries()) {
    const at = problems.at('servers').at(index);
    if (modelNames.length === 0) {
      at.add(
        'modelNames',
        `server "${name}" has no model name, so no request matches it`,
        'Add a model name.',
      );
    } else if (modelNames.length > maxMatches) {
      at.add(
        'modelNames',
        `has ${modelNames.length} names, but a route has at most ${maxMatches} matches`,
        'Set routing to path.',
      );
    }
  }
}
