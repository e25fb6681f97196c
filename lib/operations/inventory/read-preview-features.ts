import { previewFeatures } from '../../facts/preview-features';
import type { ResolvedPlatform } from '../../platform/resolved-platform';

/** A preview feature of Azure with the workloads that use it. */
export interface InventoryPreviewFeature {
  readonly what: string;
  readonly workloads: readonly string[];
}

/** Preview features of Azure that workloads use. */
export function readPreviewFeatures({ workloads }: ResolvedPlatform): readonly InventoryPreviewFeature[] {
  const blobReaders = workloads.flatMap((workload) => {
    const isServer = workload.kind === 'inference-server' || workload.kind === 'triton-server';
    return isServer && workload.source.type === 'blob' ? [workload.name] : [];
  });
  return blobReaders.length === 0
    ? []
    : [{ what: previewFeatures.blobTokenMount.what, workloads: blobReaders }];
}
