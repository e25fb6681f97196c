import { keyOf } from './resource-id';

// biome-ignore lint/suspicious/noExplicitAny: the wire format of every resource type
export type Json = any;

/** A resource as Azure Resource Manager answers it. */
export interface AzureResource {
  id: string;
  name: string;
  type?: string;
  location?: string;
  properties: Record<string, Json>;
  [key: string]: Json;
}

/** The resources of the emulator, by id. */
export class ResourceStore {
  private resources = new Map<string, AzureResource>();

  get(id: string): AzureResource | undefined {
    return this.resources.get(keyOf(id));
  }

  set(resource: AzureResource): void {
    this.resources.set(keyOf(resource.id), resource);
  }

  /** Deletes a resource with everything below it. */
  delete(id: string): void {
    const key = keyOf(id);
    for (const each of this.resources.keys())
      if (each === key || each.startsWith(`${key}/`)) this.resources.delete(each);
  }

  /** Resources directly in a collection: `…/managedClusters/my-aks/agentPools`. */
  in(collection: string): readonly AzureResource[] {
    const start = `${keyOf(collection)}/`;
    return [...this.resources].flatMap(([key, resource]) =>
      key.startsWith(start) && !key.slice(start.length).includes('/') ? [resource] : [],
    );
  }

  /** Resources that have the id in their fields, the resource and what is below it left out. */
  usersOf(id: string): readonly AzureResource[] {
    const [key, word] = [keyOf(id), `"${keyOf(id)}"`];
    return [...this.resources].flatMap(([other, resource]) => {
      if (other === key || other.startsWith(`${key}/`) || key.startsWith(`${other}/`)) return [];
      return JSON.stringify(resource).toLowerCase().includes(word) ? [resource] : [];
    });
  }

  get size(): number {
    return this.resources.size;
  }

  /** A copy of everything, for `restore`. */
  snapshot(): string {
    return JSON.stringify([...this.resources]);
  }

  restore(snapshot: string): void {
    this.resources = new Map(JSON.parse(snapshot));
  }
}
