/** @see kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity (2026-11) */
const memoryUnits: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** Parses a CPU request, `500m` or `2`, into millicores; undefined for any other text. */
export function parseCpuMillis(quantity: string): number | undefined {
  const match = /^(\d+(?:\.\d{1,3})?)(m?)$/.exec(quantity);
  if (match === null) return undefined;
  const millis = match[2] === 'm' ? Number(match[1]) : Math.round(Number(match[1]) * 1000);
  return Number.isInteger(millis) && millis > 0 ? millis : undefined;
}

/**
 * Parses a memory request, `512Mi` or `4Gi`, into bytes; undefined for any other text. Decimal
 * units such as `4G` are rejected, because they are usually a typing error.
 */
export function parseMemoryBytes(quantity: string): number | undefined {
  const match = /^(\d+)(Ki|Mi|Gi|Ti)$/.exec(quantity);
  const bytes = match === null ? Number.NaN : Number(match[1]) * memoryUnits[match[2]!]!;
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}
