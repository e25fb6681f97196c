import type { Manifest } from '../schemas/validate-manifest';
import { nameOf } from './argo-cd';

/** Content of an object and its generation, without bookkeeping fields and what controllers write. */
export function contentOf(object: Manifest): unknown {
  const { resourceVersion: _, managedFields: __, ...metadata } = object.metadata;
  const { status: ___, ...rest } = object;
  return { ...rest, metadata };
}

/** Changes with every write of any client: `Service production/vllm 311`. */
export function versionOf(object: Manifest): string {
  return `${nameOf(object)} ${object.metadata.resourceVersion}`;
}
