import type { ChartValueKeys } from '../../facts/chart-values/chart-value-keys';
import { fieldPath, isJsonObject, type JsonObject } from '../../values/json';

/** A key of the values that the chart does not read. */
export interface UnknownChartValue {
  /** Path in the values: `controler.replicas`. */
  readonly path: string;
  readonly key: string;
  /** Keys that the chart reads at this place. */
  readonly known: readonly string[];
}

/** Keys that a chart does not read. Helm ignores them without a message. */
export function unknownChartValues(values: JsonObject, chart: ChartValueKeys): readonly UnknownChartValue[] {
  return unknownBelow(values, chart, '', '', new Set(chart.elsewhere.split(' ')));
}

function unknownBelow(
  values: JsonObject,
  chart: ChartValueKeys,
  row: string,
  at: string,
  elsewhere: ReadonlySet<string>,
): readonly UnknownChartValue[] {
  const keys = Object.hasOwn(chart.keys, row) ? chart.keys[row]! : '*';
  if (keys === '*') return [];
  const known = keys.split(' ').filter((key) => key !== '');
  return Object.entries(values).flatMap(([key, value]) => {
    const path = fieldPath(at, key);
    if (!known.includes(key)) return elsewhere.has(key) ? [] : [{ path, key, known }];
    return isJsonObject(value)
      ? unknownBelow(value, chart, row === '' ? key : `${row}.${key}`, path, elsewhere)
      : [];
  });
}
