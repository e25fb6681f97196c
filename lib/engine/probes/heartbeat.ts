import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { ProbeAction } from './probe-plan';

/** A file that a process touches while it lives. */
export interface Heartbeat {
  /** Absolute path, on a volume that the container may write. */
  readonly file: string;
  /** How often it is touched, seconds. */
  readonly everySeconds: number;
  /** Age from which the process counts as dead, seconds. */
  readonly maxAgeSeconds: number;
}

/** Where its volume is: in memory, so that a disk that is busy or full, or a read-only root, does not stop it. */
export const heartbeatMountPath = '/run/heartbeat';
export const defaultHeartbeatFile = `${heartbeatMountPath}/alive`;

/** How often a process touches its file by default; the contract with it (docs/probes.md). The AKS guide's. */
export const heartbeatSeconds = 10;
/** Beats that may go missing in a row: one is a busy node, three are a process that does not run. The AKS guide's. */
const beats = 3;

/** @param maxPauseSeconds longest time that work keeps every thread of the process from running, touching the file included. */
export function heartbeatOf({
  maxPauseSeconds,
  everySeconds = heartbeatSeconds,
  file = defaultHeartbeatFile,
}: {
  readonly maxPauseSeconds: number;
  readonly everySeconds?: number;
  readonly file?: string;
}): Heartbeat {
  return { file, everySeconds, maxAgeSeconds: Math.ceil(maxPauseSeconds) + beats * everySeconds };
}

/**
 * Asks for the age of the file. Works in every POSIX shell with the `date` and `stat` of coreutils or BusyBox; without the file it
 * fails, which is what no beat means. The name is one of `checkHeartbeat()`, so that it needs no quotes.
 */
export function heartbeatAction({ file, maxAgeSeconds }: Heartbeat): ProbeAction {
  return {
    type: 'exec',
    command: [
      '/bin/sh',
      '-c',
      `beat=$(stat -c %Y ${file} 2>/dev/null) && test $(( $(date +%s) - beat )) -lt ${maxAgeSeconds}`,
    ],
  };
}

/** Adds a problem where writer, age and probe do not go together. `periodSeconds`: of the liveness probe. */
export function checkHeartbeat(heartbeat: Heartbeat, periodSeconds: number, problems: ProblemList): void {
  const { file, everySeconds, maxAgeSeconds } = heartbeat;
  const before = problems.problems.length;
  requireInteger(problems, 'everySeconds', everySeconds, { min: 1, max: 300, unit: 'seconds' });
  requireInteger(problems, 'maxAgeSeconds', maxAgeSeconds, { min: 1, max: 7200, unit: 'seconds' });
  if (!/^(?:\/[\w.-]+)+$/.test(file)) {
    const fix = 'Give an absolute path of letters, digits, ".", "_" and "-".';
    problems.add('file', `"${file}" is not a path for a heartbeat`, fix);
  }
  if (problems.problems.length > before) return;
  // Between two beats the file gets as old as the interval, with one missed twice that, and whole seconds take one more.
  const oneMissed = 2 * everySeconds + 1;
  if (maxAgeSeconds <= oneMissed) {
    problems.add(
      'maxAgeSeconds',
      `${maxAgeSeconds} seconds are over when one beat of every ${everySeconds} s is missed (${oneMissed} s)`,
      `Give ${beats * everySeconds} or more, or touch the file more often.`,
    );
  }
  if (periodSeconds > maxAgeSeconds) {
    problems.add(
      'maxAgeSeconds',
      `the probe asks every ${periodSeconds} s, and a file of ${maxAgeSeconds} s is old already: its age would say nothing`,
      `Give ${periodSeconds} or more, or ask more often.`,
    );
  }
}
