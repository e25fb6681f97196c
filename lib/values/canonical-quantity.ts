const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
/** From nano on, in thousands. */
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

const quantity = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** Whole nanos: nothing smaller is kept. */
const nanosOfOne = 10n ** 9n;

/**
 * A Kubernetes quantity as the API server writes it down: no fraction, and the largest unit that leaves none. `1024Mi` is `1Gi`, `0.5` is
 * `500m`, `1000m` is `1`, `5000000Mi` stays as it is. What a manifest spells otherwise comes back as another text.
 *
 * @returns undefined for what is no quantity.
 *
 * Sources: kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity, "canonical form";
 * kubernetes/apimachinery pkg/api/resource/quantity.go, `CanonicalizeBytes` (2026-11).
 */
export function canonicalQuantity(text: string): string | undefined {
  const [, sign = '', whole = '', fraction = '', suffix = '', exponent] = quantity.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  const size = sizeOf(suffix, exponent);
  const digits = BigInt(whole + fraction) * size.numerator * nanosOfOne;
  const divisor = size.denominator * 10n ** BigInt(fraction.length);
  // Up, so that a request is never less than it was meant to be.
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
