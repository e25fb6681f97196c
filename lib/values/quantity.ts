/**
 * Kubernetes quantities, as far as requests use them.
 * Source: kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity (2026-11).
 */
const memoryUnits: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** Millicores of `500m` or `2`; undefined for anything else. */
export function parseCpuMillis(quantity: string): number | undefined {
  const match = /^(\d+(?:\.\d{1,3})?)(m?)$/.exec(quantity);
  if (match === null) return undefined;
  const millis = match[2] === 'm' ? Number(match[1]) : Math.round(Number(match[1]) * 1000);
  return Number.isInteger(millis) && millis > 0 ? millis : undefined;
}

/** Bytes of `512Mi` or `4Gi`; undefined for anything else. Decimal units are not taken: they are mostly a mistake. */
export function parseMemoryBytes(quantity: string): number | undefined {
  const match = /^(\d+)(Ki|Mi|Gi|Ti)$/.exec(quantity);
  const bytes = match === null ? Number.NaN : Number(match[1]) * memoryUnits[match[2]!]!;
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}
