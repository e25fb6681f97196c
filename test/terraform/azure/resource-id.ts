import { createHash } from 'node:crypto';

/** Keys compare without case: Azure Resource Manager reads ids so. */
export const keyOf = (id: string): string => id.toLowerCase().replace(/\/+$/, '');

/** The type of a resource in lower case: `microsoft.network/virtualnetworks/subnets`. */
export function typeOf(id: string): string {
  const key = keyOf(id);
  const at = key.lastIndexOf('/providers/');
  if (at < 0)
    return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/.test(key)
      ? 'microsoft.resources/resourcegroups'
      : '';
  const [namespace, ...words] = key.slice(at + '/providers/'.length).split('/');
  return [namespace, ...words.filter((_, index) => index % 2 === 0)].join('/');
}

export const nameOf = (id: string): string => id.split('/').at(-1)!;

/** The resource group of an id, as an id. */
export const groupOf = (id: string): string => id.split('/').slice(0, 5).join('/');

/**
 * The id that must exist before a resource: its parent, its resource group, or the resource that it
 * extends.
 */
export function parentOf(id: string): string | undefined {
  const at = id.toLowerCase().lastIndexOf('/providers/');
  if (at < 0) return undefined;
  const words = id.slice(at + '/providers/'.length).split('/');
  return words.length > 3 ? id.split('/').slice(0, -2).join('/') : id.slice(0, at);
}

/** A GUID that is always the same for a text, so that a second plan sees the same ids. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
