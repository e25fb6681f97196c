import type { AlertKind, AlertSeverity } from './alert-kinds';

/** Settings that differ from the default, by kind of alert. */
export type AlertSettings = Readonly<Partial<Record<AlertKind, AlertSetting>>>;

/** `false`: no alert of this kind. */
export type AlertSetting = false | { readonly severity: AlertSeverity };

/** Removes the alerts that are off and sets the severity of the others. */
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
