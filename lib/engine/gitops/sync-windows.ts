import type { ProblemList } from '../../problems/problem-list';
import { cronExpressionProblem } from '../scaling/cron-expression';

/** A sync window. */
export interface SyncWindow {
  readonly kind: 'allow' | 'deny';
  readonly schedule: string;
  readonly duration: string;
  readonly timeZone: string;
  readonly applications: readonly string[];
  readonly manualSync: boolean;
}

/**
 * Adds the problems of sync windows, without their time zones, which follow the region.
 *
 * @param names names of the Applications in Argo CD
 */
export function checkSyncWindows(
  windows: readonly Omit<SyncWindow, 'timeZone'>[],
  names: readonly string[],
  problems: ProblemList,
): void {
  windows.forEach((window, index) => {
    const at = problems.at(index);
    const schedule = cronExpressionProblem(window.schedule);
    if (schedule !== undefined) at.add('schedule', schedule, 'Use five fields, such as "0 18 * * 5".');
    if (!/^(?=.)(?:[1-9]\d*h)?(?:[1-9]\d*m)?$/.test(window.duration)) {
      at.add(
        'duration',
        `"${window.duration}" is not a duration in hours and minutes`,
        'Use a duration such as 62h or 1h30m.',
      );
    }
    window.applications.forEach((pattern, position) => {
      if (names.some((name) => matches(pattern, name))) return;
      at.at('applications').add(
        position,
        `no application matches "${pattern}"`,
        `Known: ${names.join(', ')}. * matches any characters.`,
      );
    });
  });
}

/** Whether a name matches a pattern of Argo CD. */
function matches(pattern: string, name: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(name);
}
