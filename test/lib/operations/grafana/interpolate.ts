import type { GrafanaDashboard, VariableOption } from '../../../../lib/operations/grafana/dashboard-model';

/** Variables that Grafana itself knows; `$__rate_interval` is four scrapes at least. */
const builtIn: Readonly<Record<string, string>> = { __rate_interval: '2m' };

const reference = /\$(?:\{(\w+)(?::(\w+))?\}|([a-z_]\w*))/g;

/** Names of the variables that a text refers to; `$1` of a label_replace is none. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(reference)].map(([, braced, , bare]) => (braced ?? bare)!);
}

/** A text as Grafana's Prometheus data source asks it: several values as alternatives, one as it is. */
export function interpolate(
  { templating }: GrafanaDashboard,
  text: string,
  choices: Readonly<Record<string, string>> = {},
): string {
  const values = new Map(Object.entries(builtIn));
  const texts = new Map<string, string>();
  for (const { name, multi, options } of templating.list) {
    const real = options.filter(({ value }) => value !== '$__all');
    const chosen = real.find(({ text: each }) => each === choices[name]) ?? real[0];
    if (chosen === undefined) continue;
    values.set(name, multi ? `(${real.map(textOf('value')).join('|')})` : textOf('value')(chosen));
    texts.set(name, textOf('text')(chosen));
  }
  return text.replaceAll(reference, (whole, braced?: string, format?: string, bare?: string) => {
    const name = (braced ?? bare)!;
    return (format === 'text' ? texts : values).get(name) ?? whole;
  });
}

const textOf = (key: 'text' | 'value') => (option: VariableOption) => option[key] as string;
