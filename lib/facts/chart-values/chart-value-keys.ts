/** The keys of the values that one version of a chart reads. */
export interface ChartValueKeys {
  /** Name of the chart. */
  readonly chart: string;
  readonly version: string;
  /**
   * Keys by the path of their map, separated by spaces; the empty path is the top. `*` is a map
   * whose keys are the user's own, such as `nodeSelector`.
   */
  readonly keys: Readonly<Record<string, string>>;
  /**
   * Further keys, separated by spaces. Named templates read them, or a comment of `values.yaml` has
   * them, so the script does not know their map.
   */
  readonly elsewhere: string;
}
