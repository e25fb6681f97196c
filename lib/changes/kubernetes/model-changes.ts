import { parse } from 'yaml';
import { type DeploymentPicture, describeObject } from '../../check/deployment-picture';
import { type Engine, enginesOf, modelOf } from '../../check/views/engine-arguments';
import { servedNamesOf } from '../../check/views/served-names';
import { listAt, mapAt, textAt } from '../../values/json';

/** A server of vLLM that serves another model, or the same under another name. */
export interface ModelChange {
  /** `Deployment production/vllm`. */
  readonly workload: string;
  readonly before: ServedModel;
  readonly after: ServedModel;
  /** Names that it answered to, and answers to no more. */
  readonly goneNames: readonly string[];
  /** Names of the gateway that led to it and that the gateway has no more: it refuses who asks for them. */
  readonly goneRoutes: readonly string[];
  /** Names of the gateway that led to it and still lead somewhere. */
  readonly keptRoutes: readonly string[];
  /** Names of the gateway for which it still asks the server for a name that the server has no more. */
  readonly brokenRoutes: readonly string[];
}

/** The model, and the names that it is asked for by. */
export interface ServedModel {
  readonly model: string;
  readonly names: readonly string[];
}

/** Servers on both sides whose model or names differ; nothing of one whose arguments are in a shell's text. */
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

/** `*`, `openai/*`: what it lets through, and where to, is not looked at. */
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
 * Names that callers ask a gateway of LiteLLM for, with what it asks the servers for in turn: `model_name`, and `litellm_params.model` behind its
 * provider; and its aliases. Source: docs.litellm.ai/docs/proxy/configs and docs/proxy/config_settings, `model_group_alias` (2026-11).
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
