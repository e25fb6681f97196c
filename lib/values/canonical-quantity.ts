const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
/** Steps of 1000, from nano. */
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

const quantity = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** Kubernetes keeps nothing smaller than a nano. */
const nanosOfOne = 10n ** 9n;

/**
 * Converts a Kubernetes quantity to the form in which the API server returns it: without a
 * fraction, in the largest unit that needs none. `1024Mi` becomes `1Gi`, `0.5` becomes `500m`,
 * `1000m` becomes `1`; `5000000Mi` does not change. A manifest in any other form differs from the
 * object in the cluster.
 *
 * @returns undefined if the text is not a quantity.
 * @see kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity, "canonical form";
 * kubernetes/apimachinery pkg/api/resource/quantity.go, `CanonicalizeBytes` (2026-11)
 */
export function canonicalQuantity(text: string): string | undefined {
  const [, sign = '', whole = '', fraction = '', suffix = '', exponent] = quantity.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  const size = sizeOf(suffix, exponent);
  const digits = BigInt(whole + fraction) * size.numerator * nanosOfOne;
  const divisor = size.denominator * 10n ** BigInt(fraction.length);
  // Round up, as Kubernetes does, so that a request never becomes smaller.
  const nanos = (digits + divisor - 1n) / divisor;
  const isBinary = suffix.endsWith('i') && nanos >= 1024n * nanosOfOne;
  const shown = isBinary ? toBinary(nanos) : toDecimal(nanos, exponent === undefined);
  return sign === '-' && nanos !== 0n ? `-${shown}` : shown;
}

function sizeOf(
  suffix: string,
  exponent: string | undefined,
): { readonly numerator: bigint; readonly denominator: bigint } {
  if (suffix.endsWith('i')) {
    const power = binary.indexOf(suffix as (typeof binary)[number]);
    return { numerator: 1024n ** BigInt(power), denominator: 1n };
  }
  const power = Number(exponent ?? (decimal.indexOf(suffix as (typeof decimal)[number]) - 3) * 3);
  return power < 0
    ? { numerator: 1n, denominator: 10n ** BigInt(-power) }
    : { numerator: 10n ** BigInt(power), denominator: 1n };
}

function toBinary(nanos: bigint): string {
  let amount = (nanos + nanosOfOne - 1n) / nanosOfOne;
  let unit = 0;
  while (amount % 1024n === 0n && unit < binary.length - 1) {
    amount /= 1024n;
    unit += 1;
  }
  return `${amount}${binary[unit]}`;
}

function toDecimal(nanos: bigint, hasSuffix: boolean): string {
  if (nanos === 0n) return '0';
  let amount = nanos;
  let unit = 0;
  while (amount % 1000n === 0n && unit < decimal.length - 1) {
    amount /= 1000n;
    unit += 1;
  }
  if (hasSuffix) return `${amount}${decimal[unit]}`;
  const power = (unit - 3) * 3;
  return power === 0 ? String(amount) : `${amount}e${power}`;
}
