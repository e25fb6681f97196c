import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';

/** A model server behind the inference gateway. */
export interface RoutedServer {
  /** Name of the server, and of its pool. */
  readonly name: string;
  /** Names of the models that it serves: its `servedModelName`, and those of its LoRA adapters. */
  readonly modelNames: readonly string[];
}

/**
 * How a request finds its server.
 *
 * - `one`: there is one server, and it gets every request.
 * - `model-header`: by the header `X-Gateway-Model-Name`. Who sets it: Application Gateway for Containers does by itself, from the
 *   `model` of the body; agentgateway with a policy in its PreRouting phase; for others a body-based router has to be
 *   installed, or the callers set it.
 * - `path`: by the server's name as the first part of the path, `/<server>/v1/…`; needs nothing of the gateway.
 */
export type InferenceRouting = 'one' | 'model-header' | 'path';

/**
 * The header that body-based routing sets.
 * Sources (2026-11): learn.microsoft.com/azure/application-gateway/for-containers/inference-gateway; llm-d-inference-payload-processor.
 */
export const modelNameHeader = 'X-Gateway-Model-Name';

/** A rule of a route: what it matches, and what the server sees in place of the matched prefix. */
export interface InferenceRouteRule {
  readonly server: string;
  /** A request has to match one of these, and all of what that one says. */
  readonly matches: readonly { readonly pathPrefix: string; readonly modelName?: string }[];
  /** What the server sees in place of the prefix that matched. Default: the path as it is. */
  readonly replacePrefix?: string;
}

/** Default: nothing is asked of the gateway as long as there is one server. */
export function defaultInferenceRouting(servers: readonly RoutedServer[]): InferenceRouting {
  return servers.length === 1 ? 'one' : 'model-header';
}

/**
 * One rule a server. Only `/v1` is let in: `/metrics`, `/tokenize` and the engine's own paths stay inside, which its key
 * would not guard (docs.vllm.ai, "Security", 2026-11).
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

/** Gateway API: a rule has at most this many matches. */
const maxMatches = 64;
/** Gateway API: longest value that a header is compared with. */
const maxHeaderLength = 4096;

/** Adds a problem for servers that a request could not be told apart for. */
export function checkInferenceRoutes(
  servers: readonly RoutedServer[],
  routing: InferenceRouting,
  problems: ProblemList,
): void {
  if (servers.length === 0) problems.add('servers', 'there is none', 'Give at least one.');
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
      `"one" sends every request to one server, and there are ${servers.length}`,
      'Take model-header or path.',
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
    problems.add(path, 'it is empty or longer than a header may be', 'Give the name of the model.');
  }
  for (const [index, { name, modelNames }] of servers.entries()) {
    const at = problems.at('servers').at(index);
    if (modelNames.length === 0) {
      at.add('modelNames', `"${name}" has none, so that no request finds it`, 'Give one.');
    } else if (modelNames.length > maxMatches) {
      at.add(
        'modelNames',
        `there are ${modelNames.length}, and a route has at most ${maxMatches} matches`,
        'Route by path.',
      );
    }
  }
}
