/** A part of Envoy's configuration. */
export type Json = Readonly<Record<string, unknown>>;

/** An extension's configuration with its `@type`. */
export function typed(type: string, value: Json = {}): Json {
  return { '@type': `type.googleapis.com/${type}`, ...value };
}

/**
 * Maximum connections. Without a limit Envoy accepts connections until the node has no file
 * descriptors.
 */
export const maxConnections = 10_000;

/** @see envoyproxy.io/docs/envoy/v1.40.0/configuration/best_practices/edge (2026-11) */
export const bufferBytes = 32_768;
