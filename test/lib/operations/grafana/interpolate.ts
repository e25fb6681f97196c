import type { GrafanaDashboard, VariableOption } from '../../../../lib/operations/grafana/dashboard-model';

/** Built-in variables of Grafana. `$__rate_interval` is at least four scrapes. */
const builtIn: Readonly<Record<string, string>> = { __rate_interval: '2m' };

const reference = /\$(?:\{(\w+)(?::(\w+))?\}|([a-z_]\w*))/g;

/** Names of the variables in a text. `$1` of a label_replace is not a variable. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(reference)].map(([, braced, , bare]) => (braced ?? bare)!);
}

/** The query that Grafana's Prometheus data source sends. A variable with several values becomes alternatives, unless one value is selected. */
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
    const isOne = !multi || choices[name] !== undefined;
    values.set(name, isOne ? textOf('value')(chosen) : `(${real.map(textOf('value')).join('|')})`);
    texts.set(name, textOf('text')(chosen));
  }
  return text.replaceAll(reference, (whole, braced?: string, format?: string, bare?: string) => {
    const name = (braced ?? bare)!;
    return (format === 'text' ? texts : values).get(name) ?? whole;
  });
}

const textOf = (key: 'text' | 'value') => (option: VariableOption) => option[key] as string;
