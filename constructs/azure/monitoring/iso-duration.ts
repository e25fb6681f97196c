/**
 * Durations of ISO 8601, in the form that Azure returns. Otherwise every plan would show a change
 * from `PT5M` to `PT300S`.
 */
export const isoDays = (value: number) => `P${value}D`;

export function isoSeconds(value: number): string {
  const whole = Math.floor(value / 60);
  const rest = value % 60;
  return `PT${whole === 0 ? '' : `${whole}M`}${rest === 0 && whole > 0 ? '' : `${rest}S`}`;
}

export function isoMinutes(value: number): string {
  const days = Math.floor(value / 1440);
  const hours = Math.floor((value % 1440) / 60);
  const rest = value % 60;
  const time = `${hours === 0 ? '' : `${hours}H`}${rest === 0 ? '' : `${rest}M`}`;
  return `P${days === 0 ? '' : `${days}D`}${time === '' ? '' : `T${time}`}`;
}
