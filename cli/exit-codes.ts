/** Exit codes of commands that size a model. */
export const exitCodes = {
  /** It fits: synth accepts it. */
  fits: 0,
  /** It does not fit, or the GPU does not support a setting. */
  doesNotFit: 1,
  /** The command could not run: wrong arguments, an unknown model, a missing file. */
  couldNotRun: 2,
  /** The estimate cannot decide: synth accepts it only with a measurement. */
  insideErrorBand: 3,
} as const;
