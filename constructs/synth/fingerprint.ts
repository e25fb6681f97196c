import { createHash } from 'node:crypto';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import type { Fingerprints } from '../../lib/platform/gitops/publication-record';

/** A short hash of a text, the same on every machine. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/**
 * The fingerprint of each part of a definition: `azure`, `nodePools.gpupool`. Both halves record
 * them. The order of keys, the order of named entries and a field that is undefined make no
 * difference.
 */
export function definitionFingerprints(definition: PlatformDefinition): Fingerprints {
  const parts = Object.entries(definition).flatMap(([key, value]): readonly (readonly [string, unknown])[] =>
    isNamedList(value) ? value.map((entry) => [`${key}.${entry.name}`, entry] as const) : [[key, value]],
  );
  return new Map(
    parts
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([part, value]) => [part, fingerprintOf(JSON.stringify(value, (_, child) => ordered(child)))]),
  );
}

function isNamedList(value: unknown): value is readonly { readonly name: string }[] {
  return Array.isArray(value) && value.every((entry) => typeof entry?.name === 'string');
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
