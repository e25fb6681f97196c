import type { ProblemList } from '../../problems/problem-list';
import { cronExpressionProblem, timeZoneProblem } from '../scaling/cron-expression';

/** A window with every default filled in. */
export interface SyncWindow {
  readonly kind: 'allow' | 'deny';
  readonly schedule: string;
  readonly duration: string;
  readonly timeZone: string;
  readonly applications: readonly string[];
  readonly manualSync: boolean;
}

/** A window as the user writes it. */
export type SyncWindowInput = Pick<SyncWindow, 'kind' | 'schedule' | 'duration'> & Partial<SyncWindow>;

/**
 * The windows, and what is wrong with them.
 *
 * @param names of the Applications, as Argo CD knows them.
 */
export function resolveSyncWindows(
  definitions: readonly SyncWindowInput[],
  names: readonly string[],
  problems: ProblemList,
): readonly SyncWindow[] {
  return definitions.map((definition, index) => {
    const at = problems.at(index);
    const window = { timeZone: 'Etc/UTC', applications: ['*'], manualSync: true, ...definition };
    const schedule = cronExpressionProblem(window.schedule);
    if (schedule !== undefined) at.add('schedule', schedule, 'Write it as "0 18 * * 5".');
    const timeZone = timeZoneProblem(window.timeZone);
    if (timeZone !== undefined) at.add('timeZone', timeZone, 'Write it as Asia/Seoul or Etc/UTC.');
    if (!/^(?=.)(?:[1-9]\d*h)?(?:[1-9]\d*m)?$/.test(window.duration)) {
      at.add(
        'duration',
        `"${window.duration}" is not a number of hours and minutes`,
        'Write it as 62h or 1h30m.',
      );
    }
    window.applications.forEach((pattern, position) => {
      if (names.some((name) => fits(pattern, name))) return;
      at.at('applications').add(
        position,
        `no application is called "${pattern}"`,
        `Known: ${names.join(', ')}; * stands for any part.`,
      );
    });
    return window;
  });
}

/** Argo CD's patterns. */
function fits(pattern: string, name: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(name);
}
