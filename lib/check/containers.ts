import type { KubernetesObject } from './deployment-picture';

/** A container of an object with its path in it: `spec.template.spec.containers[0]`. */
export interface FoundContainer {
  readonly path: string;
  readonly container: Readonly<Record<string, unknown>>;
}

const containerFields = ['containers', 'initContainers', 'ephemeralContainers'];

/** The containers of any kind that has a pod spec somewhere in it: Deployment, CronJob, ScaledJob, LeaderWorkerSet, … */
export function containersOf(object: KubernetesObject): readonly FoundContainer[] {
  const found: FoundContainer[] = [];
  visit(object, '');
  return found;

  function visit(value: unknown, path: string): void {
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) visit(element, `${path}[${index}]`);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const childPath = path === '' ? key : `${path}.${key}`;
      if (containerFields.includes(key) && Array.isArray(child)) {
        for (const [index, container] of child.entries()) {
          if (typeof container === 'object' && container !== null && 'image' in container) {
            found.push({ path: `${childPath}[${index}]`, container });
          }
        }
      }
      visit(child, childPath);
    }
  }
}
