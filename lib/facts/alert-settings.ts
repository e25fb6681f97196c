import type { AlertKind, AlertSeverity } from './alert-kinds';

/** What is otherwise than by default, by the kind of alert. */
export type AlertSettings = Readonly<Partial<Record<AlertKind, AlertSetting>>>;

/** `false`: there is none of this kind. */
export type AlertSetting = false | { readonly severity: AlertSeverity };

/** Leaves out the alerts that are off, and gives the others their severity. */
export function withSettings<T extends { readonly kind: AlertKind; readonly severity: AlertSeverity }>(
  alerts: readonly T[],
  settings: AlertSettings = {},
): readonly T[] {
  return alerts.flatMap((alert) => {
    const setting = settings[alert.kind];
    if (setting === false) return [];
    return [setting === undefined ? alert : { ...alert, severity: setting.severity }];
  });
}
