/** Types of PromQL expressions. */
export type PromQlType = 'scalar' | 'vector' | 'matrix' | 'string';

/** Parameters and result of a PromQL function. */
export interface PromQlFunction {
  readonly parameters: readonly PromQlType[];
  /** Minimum number of arguments. */
  readonly min: number;
  /** Maximum number of arguments. */
  readonly max: number;
  readonly returns: PromQlType;
}

const any = Number.POSITIVE_INFINITY;

/**
 * Parameters, minimum and maximum number of arguments, result, names. Experimental functions are
 * included.
 */
const rows: readonly (readonly [readonly PromQlType[], number, number, PromQlType, string])[] = [
  [
    ['vector'],
    1,
    1,
    'vector',
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev ' +
      'histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt start_timestamp tan tanh timestamp',
  ],
  [['vector'], 0, 1, 'vector', 'day_of_month day_of_week day_of_year days_in_month hour minute month year'],
  [
    ['matrix'],
    1,
    1,
    'vector',
    'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time ' +
      'mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ' +
      'ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  ],
  [['matrix', 'scalar'], 2, 2, 'vector', 'predict_linear'],
  [['matrix', 'scalar'], 1, 2, 'vector', 'integral'],
  [['matrix', 'scalar', 'scalar'], 3, 3, 'vector', 'double_exponential_smoothing'],
  [['scalar', 'matrix'], 2, 2, 'vector', 'quantile_over_time'],
  [['vector', 'scalar'], 2, 2, 'vector', 'clamp_max clamp_min'],
  [['vector', 'scalar'], 1, 2, 'vector', 'round'],
  [['vector', 'scalar', 'scalar'], 3, 3, 'vector', 'clamp'],
  [['scalar', 'vector'], 2, 2, 'vector', 'histogram_quantile'],
  [['scalar', 'scalar', 'vector'], 3, 3, 'vector', 'histogram_fraction'],
  [['vector', 'string', 'scalar', 'scalar'], 3, 12, 'vector', 'histogram_quantiles'],
  [['vector', 'vector'], 1, 2, 'vector', 'info'],
  [['vector', 'string', 'string', 'string', 'string'], 5, 5, 'vector', 'label_replace'],
  [['vector', 'string', 'string', 'string'], 3, any, 'vector', 'label_join'],
  [['vector', 'string'], 1, any, 'vector', 'sort_by_label sort_by_label_desc'],
  [['scalar'], 1, 1, 'vector', 'vector'],
  [['vector'], 1, 1, 'scalar', 'scalar'],
  [['scalar', 'scalar'], 2, 2, 'scalar', 'max_of min_of'],
  [[], 0, 0, 'scalar', 'end pi range start step time'],
];

/**
 * Functions of PromQL by name.
 *
 * @see prometheus/prometheus `promql/parser/functions.go`, 3.16 (2026-11)
 */
export const promQlFunctions: ReadonlyMap<string, PromQlFunction> = new Map(
  rows.flatMap(([parameters, min, max, returns, names]) =>
    names.split(' ').map((name) => [name, { parameters, min, max, returns }] as const),
  ),
);
