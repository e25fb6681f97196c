import type { ProblemList } from '../../problems/problem-list';
import { cronExpressionProblem, timeZoneProblem } from '../scaling/cron-expression';

/** A sync window with all defaults. */
export interface SyncWindow {
  readonly kind: 'allow' | 'deny';
  readonly schedule: string;
  readonly duration: string;
  readonly timeZone: string;
  readonly applications: readonly string[];
  readonly manualSync: boolean;
}

/** A sync window in the definition. */
export type SyncWindowInput = Pick<SyncWindow, 'kind' | 'schedule' | 'duration'> & Partial<SyncWindow>;

/**
 * Fills in the defaults of sync windows and adds their problems.
 *
 * @param names names of the Applications in Argo CD
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
    if (schedule !== undefined) at.add('schedule', schedule, 'Use five fields, such as "0 18 * * 5".');
    const timeZone = timeZoneProblem(window.timeZone);
    if (timeZone !== undefined)
      at.add('timeZone', timeZone, 'Use an IANA name, such as Asia/Seoul or Etc/UTC.');
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
    return window;
  });
}

/** Whether a name matches a pattern of Argo CD. */
function matches(pattern: string, name: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(name);
}
