import type { KubernetesObject } from '../../check/deployment-picture';

/**
 * What annotations tell Argo CD of one object. Source: argo-cd.readthedocs.io/en/stable/user-guide/{sync-options,resource_hooks} (2026-11).
 */
function optionsOf({ metadata }: KubernetesObject): readonly string[] {
  const text = String(metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '');
  return text.split(',').map((option) => option.trim());
}

/** A hook runs at every sync, and is no part of what is pruned. */
export function isHook({ metadata }: KubernetesObject): boolean {
  return ['argocd.argoproj.io/hook', 'helm.sh/hook'].some(
    (name) => metadata.annotations?.[name] !== undefined,
  );
}

/** Whether an object is deleted and made anew where it changes: a hook, unless its policy is another, and what `Force` and `Replace` are said of. */
export function isMadeAnew(object: KubernetesObject): boolean {
  const options = optionsOf(object);
  if (options.includes('Force=true') && options.includes('Replace=true')) return true;
  const policy = object.metadata.annotations?.['argocd.argoproj.io/hook-delete-policy'];
  return isHook(object) && (policy === undefined || String(policy).includes('BeforeHookCreation'));
}

/** What keeps an object in the cluster that is no longer in Git; undefined if it is deleted. */
export function keptBy(object: KubernetesObject): string | undefined {
  if (isHook(object)) return 'a hook is not pruned';
  const option = optionsOf(object).find((each) => /^Prune=(?:false|confirm)$/.test(each));
  if (option === undefined) return undefined;
  return option === 'Prune=false' ? 'Prune=false' : 'Prune=confirm waits for somebody to confirm';
}
