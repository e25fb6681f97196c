/** A part of Envoy's configuration. */
export type Json = Readonly<Record<string, unknown>>;

/** A part whose type is said beside it, as Envoy wants of extensions. */
export function typed(type: string, value: Json = {}): Json {
  return { '@type': `type.googleapis.com/${type}`, ...value };
}

/** More connections than this are refused; without a number Envoy takes them until the node has no descriptors left. */
export const maxConnections = 10_000;

/** Source: envoyproxy.io/docs/envoy/v1.40.0/configuration/best_practices/edge (2026-11). */
export const bufferBytes = 32_768;
