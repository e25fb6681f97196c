import type { Placement } from '../scheduling/placement';
import { placementFields } from '../scheduling/placement-fields';
import type { ChartValue, ChartValues } from './chart-values';

/**
 * A placement as values of a chart: `nodeSelector`, `tolerations` and `affinity` at each of the places where the chart reads them.
 *
 * @param paths where the chart has them, with dots: `operator`, `controller.pod`; empty for the top.
 */
export function chartPlacementValues(
  placement: Placement | undefined,
  paths: readonly string[] = [''],
): ChartValues {
  // Plain data, which the type of the values cannot see in named interfaces.
  const fields = placementFields(placement) as unknown as ChartValues;
  if (Object.keys(fields).length === 0) return {};
  return paths.map((path) => nested(path, fields)).reduce(mergeChartValues, {});
}

/** Values over values, as Helm lays them: objects key by key, everything else replaced whole. */
export function mergeChartValues(below: ChartValues, above: ChartValues): ChartValues {
  const merged: Record<string, ChartValue> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isObject(under) && isObject(value) ? mergeChartValues(under, value) : value;
  }
  return merged;
}

function nested(path: string, values: ChartValues): ChartValues {
  if (path === '') return values;
  return path.split('.').reduceRight<ChartValues>((inner, key) => ({ [key]: inner }), values);
}

function isObject(value: ChartValue | undefined): value is ChartValues {
  return typeof value === 'object' && !Array.isArray(value);
}
