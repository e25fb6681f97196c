/** A measured value, and how far the lowest and the highest measurement are from it. */
export interface Measured {
  readonly value: number;
  /** Distance to the lowest measurement, 0 or more. */
  readonly below: number;
  /** Distance to the highest measurement, 0 or more. */
  readonly above: number;
}
