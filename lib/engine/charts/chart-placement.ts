import type { Placement } from '../scheduling/placement';
import { placementFields } from '../scheduling/placement-fields';
import type { ChartValue, ChartValues } from './chart-values';

/**
 * Chart values of a placement: `nodeSelector`, `tolerations` and `affinity` at each path where the
 * chart reads them.
 *
 * @param paths paths with dots: `operator`, `controller.pod`; an empty path is the top level
 */
export function chartPlacementValues(
  placement: Placement | undefined,
  paths: readonly string[] = [''],
): ChartValues {
  // The fields are plain data, but the named interfaces have no index signature.
  const fields = placementFields(placement) as unknown as ChartValues;
  if (Object.keys(fields).length === 0) return {};
  return paths.map((path) => nested(path, fields)).reduce(mergeChartValues, {});
}

/** Merges values as Helm does: objects by key, everything else replaced. */
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
