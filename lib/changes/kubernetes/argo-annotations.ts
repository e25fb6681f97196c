import type { KubernetesObject } from '../../check/deployment-picture';

/**
 * Sync options in the annotations of an object. Source:
 * argo-cd.readthedocs.io/en/stable/user-guide/{sync-options,resource_hooks} (2026-11).
 */
function optionsOf({ metadata }: KubernetesObject): readonly string[] {
  const text = String(metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '');
  return text.split(',').map((option) => option.trim());
}

/** Whether an object is a hook. A hook runs at every sync, and Argo CD does not prune it. */
export function isHook({ metadata }: KubernetesObject): boolean {
  return ['argocd.argoproj.io/hook', 'helm.sh/hook'].some(
    (name) => metadata.annotations?.[name] !== undefined,
  );
}

/**
 * Whether Argo CD recreates a changed object: a hook with the default policy, or an object with
 * `Force=true` and `Replace=true`.
 */
export function isRecreated(object: KubernetesObject): boolean {
  const options = optionsOf(object);
  if (options.includes('Force=true') && options.includes('Replace=true')) return true;
  const policy = object.metadata.annotations?.['argocd.argoproj.io/hook-delete-policy'];
  return isHook(object) && (policy === undefined || String(policy).includes('BeforeHookCreation'));
}

/**
 * Why an object that Git no longer contains stays in the cluster; undefined if Argo CD deletes it.
 */
export function keptBy(object: KubernetesObject): string | undefined {
  if (isHook(object)) return 'a hook is not pruned';
  const option = optionsOf(object).find((each) => /^Prune=(?:false|confirm)$/.test(each));
  if (option === undefined) return undefined;
  return option === 'Prune=false' ? 'Prune=false' : 'Prune=confirm waits for a confirmation';
}
