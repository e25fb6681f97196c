import type { Fingerprints } from '../platform/gitops/publication-record';

/**
 * Whether the two halves of an environment in one checkout are synthesized from the same
 * definition.
 */
export type HalfAgreement =
  | { readonly is: 'same' }
  /** Parts of the definition that differ, or that one half does not have: `nodePools.gpupool`. */
  | { readonly is: 'different'; readonly parts: readonly string[] }
  /** A half has no fingerprints: an older version synthesized it, or another program wrote it. */
  | { readonly is: 'unknown' };

/**
 * Compares the fingerprints that synth recorded with each half; undefined where a half has none.
 */
export function halfAgreement(
  terraform: Fingerprints | undefined,
  manifests: Fingerprints | undefined,
): HalfAgreement {
  if (terraform === undefined || manifests === undefined) return { is: 'unknown' };
  const parts = [...new Set([...terraform.keys(), ...manifests.keys()])]
    .filter((part) => terraform.get(part) !== manifests.get(part))
    .sort();
  return parts.length === 0 ? { is: 'same' } : { is: 'different', parts };
}
