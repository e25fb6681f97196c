import type { Json } from '../links/deployment';
import { argoNamespace } from './argo-cd';
import type { Engines } from './engines';
import { until } from './wait';

const apiVersion = 'argoproj.io/v1alpha1';

/** Every Application, by name. */
export async function applications({ api }: Engines): Promise<ReadonlyMap<string, Json>> {
  const list: readonly Json[] = await api.list(apiVersion, 'Application');
  return new Map(list.map((application) => [application.metadata.name, application]));
}

/** Waits until every Application of the repository is there, Synced and Healthy. Gives them by name. */
export function untilSettled(
  engines: Engines,
  names: readonly string[],
  seconds: number,
): Promise<ReadonlyMap<string, Json>> {
  return until('every Application Synced and Healthy', seconds, async () => {
    const all = await applications(engines);
    const open = names.flatMap((name) => {
      const state = stateOf(all.get(name));
      return state === settled ? [] : [`${name}: ${state}`];
    });
    return open.length === 0 ? { answer: all } : open.join('\n');
  });
}

const settled = 'Synced Healthy Succeeded';

/** `Synced Healthy Succeeded`, with what Argo CD says if it is another state. */
export function stateOf(application: Json | undefined): string {
  if (application === undefined) return 'not there';
  const { sync, health, operationState, conditions } = application.status ?? {};
  const state = `${sync?.status} ${health?.status} ${operationState?.phase}`;
  if (state === settled) return state;
  const objects = (application.status?.resources ?? [])
    .filter((each: Json) => each.health !== undefined && each.health.status !== 'Healthy')
    .map((each: Json) => `${each.kind} ${each.name} ${each.health.status}`);
  const messages = [operationState?.message, ...(conditions ?? []).map((each: Json) => each.message)];
  return [state, ...objects, ...messages].filter(Boolean).join('; ');
}

/** Lets Argo CD compare an Application now, and waits until it has. */
export async function refresh(
  engines: Engines,
  name: string,
  kind: 'normal' | 'hard' = 'normal',
): Promise<Json> {
  engines.kubectl([
    ...['annotate', 'application', name, `--namespace=${argoNamespace}`, '--overwrite'],
    `argocd.argoproj.io/refresh=${kind}`,
  ]);
  return until(`${name} is compared`, 60, async () => {
    const application = (await applications(engines)).get(name);
    const isOpen = application?.metadata.annotations?.['argocd.argoproj.io/refresh'] !== undefined;
    return isOpen ? 'no comparison yet' : { answer: application };
  });
}

/** The wave of an Application. */
export function waveOf(application: Json): number {
  return Number(application.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}
