import { parse } from 'yaml';
import { type DeploymentPicture, describeObject } from '../../check/deployment-picture';
import { type Engine, enginesOf, modelOf } from '../../check/views/engine-arguments';
import { servedNamesOf } from '../../check/views/served-names';
import { listAt, mapAt, textAt } from '../../values/json';

/** A vLLM server whose model or served names change. */
export interface ModelChange {
  /** `Deployment production/vllm`. */
  readonly workload: string;
  readonly before: ServedModel;
  readonly after: ServedModel;
  /** Names that the server no longer serves. */
  readonly goneNames: readonly string[];
  /**
   * Gateway routes to the server that the gateway no longer has. The gateway refuses requests for
   * them.
   */
  readonly goneRoutes: readonly string[];
  /** Gateway routes to the server that the gateway keeps and that a server still serves. */
  readonly keptRoutes: readonly string[];
  /** Gateway routes that still request a name that the server no longer serves. */
  readonly brokenRoutes: readonly string[];
}

/** A model with its served names. */
export interface ServedModel {
  readonly model: string;
  readonly names: readonly string[];
}

/**
 * Servers of both sides whose model or names differ. A server whose arguments are in a shell
 * command is ignored.
 */
export function modelChanges(before: DeploymentPicture, after: DeploymentPicture): readonly ModelChange[] {
  const [old, now] = [serversOf(before), serversOf(after)];
  const [oldRoutes, nowRoutes] = [routesOf(before), routesOf(after)];
  return [...now].flatMap(([workload, is]) => {
    const was = old.get(workload);
    if (was === undefined || JSON.stringify(was) === JSON.stringify(is)) return [];
    const goneNames = was.names.filter((name) => !is.names.includes(name));
    const led = [...oldRoutes].filter(([, asked]) => asked.some((name) => was.names.includes(name)));
    const routes = led.map(([route]) => route);
    const asked = (route: string) => nowRoutes.get(route) ?? [];
    const isBroken = (route: string) => {
      const names = asked(route);
      return names.some((name) => goneNames.includes(name)) && !names.some((name) => is.names.includes(name));
    };
    const isThere = (route: string) => nowRoutes.has(route) || [...nowRoutes.keys()].some(isPattern);
    return [
      {
        workload,
        before: was,
        after: is,
        goneNames,
        goneRoutes: routes.filter((route) => !isThere(route)),
        keptRoutes: routes.filter((route) => isThere(route) && !isBroken(route)),
        brokenRoutes: routes.filter(isBroken),
      },
    ];
  });
}

/** Whether a route is a pattern: `*`, `openai/*`. Patterns are not evaluated. */
function isPattern(route: string): boolean {
  return route.includes('*');
}

function serversOf(picture: DeploymentPicture): ReadonlyMap<string, ServedModel> {
  return new Map(
    enginesOf(picture)
      .filter(({ type }) => type === 'vllm')
      .flatMap((engine) => {
        const served = servedBy(engine);
        return served === undefined ? [] : [[describeObject(engine.container.pod.owner.object), served]];
      }),
  );
}

function servedBy(engine: Engine): ServedModel | undefined {
  const [model, names] = [modelOf(engine), servedNamesOf(engine)];
  return model === undefined || names === undefined ? undefined : { model, names };
}

/**
 * Routes of a LiteLLM gateway with the model names that it requests from servers: `model_name` with
 * `litellm_params.model` after its provider, and the aliases. Source:
 * docs.litellm.ai/docs/proxy/configs and docs/proxy/config_settings, `model_group_alias` (2026-11).
 */
function routesOf(picture: DeploymentPicture): ReadonlyMap<string, readonly string[]> {
  const routes = new Map<string, readonly string[]>();
  const add = (name: string, asked: readonly string[]) =>
    routes.set(name, [...(routes.get(name) ?? []), ...asked]);
  const configs = picture
    .ofKind('ConfigMap')
    .flatMap(({ object }) => Object.values(mapAt(object, 'data')))
    .map(configOf);
  for (const config of configs) {
    for (const entry of listAt(config, 'model_list')) {
      const name = textAt(entry, 'model_name');
      const model = textAt(entry, 'litellm_params.model') ?? '';
      if (name !== undefined) add(name, /^(?:hosted_vllm|openai|vllm)\/(.+)$/.exec(model)?.slice(1) ?? []);
    }
    for (const name of Object.keys(mapAt(config, 'router_settings.model_group_alias'))) add(name, []);
  }
  return routes;
}

function configOf(text: unknown): unknown {
  if (typeof text !== 'string' || !text.includes('model_list')) return undefined;
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
