/**
 * Suffixes of Kubernetes quantities.
 * Source: kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity (2026-11).
 */
const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Fields whose values are quantities, with all fields below them. */
const quantityFields: ReadonlySet<string> = new Set([
  'requests',
  'limits',
  'capacity',
  'hard',
  'sizeLimit',
  'averageValue',
  'divisor',
  'overhead',
]);

/** Maps with free keys: a key `limits` in them is not a quantity. */
const freelyNamed: ReadonlySet<string> = new Set([
  'data',
  'stringData',
  'binaryData',
  'annotations',
  'labels',
  'matchLabels',
  'nodeSelector',
  'valuesObject',
]);

/**
 * Whether two values of a field of a Kubernetes object are the same amount: `1` and `1000m`, `1Gi`
 * and `1024Mi`. The API server stores one spelling, so nothing changes in the cluster.
 */
export function isSameQuantity(fields: readonly string[], before: unknown, after: unknown): boolean {
  if (!fields.some((field) => quantityFields.has(field))) return false;
  if (fields.some((field) => freelyNamed.has(field))) return false;
  const [a, b] = [amountOf(before), amountOf(after)];
  return a !== undefined && b !== undefined && Math.abs(a - b) <= Math.abs(a) * 1e-12;
}

/** A quantity as a number; undefined for anything else. */
export function amountOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const match =
    typeof value === 'string'
      ? /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([a-zA-Z]{0,2}))$/.exec(value)
      : null;
  if (match === null) return undefined;
  const [, digits, exponent, suffix = ''] = match;
  if (exponent !== undefined) return Number(`${digits}e${exponent}`);
  const factor = Object.hasOwn(suffixes, suffix) ? suffixes[suffix] : undefined;
  return factor === undefined ? undefined : Number(digits) * factor;
}
