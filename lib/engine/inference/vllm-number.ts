/**
 * A number in the format of vLLM: `32k` is 32,000 and `32K` is 32,768. NaN for any other text.
 * Source: vLLM `engine/arg_utils.py` `human_readable_int` (2026-11).
 */
export function countOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmgKMG]?)$/.exec(text);
  if (match === null) return Number(text);
  const [, number, unit = ''] = match;
  return Number(number) * (factors[unit] ?? 1);
}

const factors: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  g: 1e9,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
};
