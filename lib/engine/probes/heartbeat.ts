import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { ProbeAction } from './probe-plan';

/** A file that a process touches while it runs. */
export interface Heartbeat {
  /** Absolute path on a writable volume. */
  readonly file: string;
  /** Interval in which the process touches the file, seconds. */
  readonly everySeconds: number;
  /** Age of the file from which the process counts as dead, seconds. */
  readonly maxAgeSeconds: number;
}

/**
 * Mount path of the volume. The volume is in memory, so a slow or full disk and a read-only root do
 * not affect it.
 */
export const heartbeatMountPath = '/run/heartbeat';
export const defaultHeartbeatFile = `${heartbeatMountPath}/alive`;

/**
 * Default interval of the heartbeat, the contract with the process; see docs/probes.md. From the
 * AKS guide.
 */
export const heartbeatSeconds = 10;
/**
 * Missed beats in a row that indicate a dead process; one indicates a busy node. From the AKS
 * guide.
 */
const beats = 3;

/**
 * @param maxPauseSeconds maximum time that work blocks every thread of the process, including the
 * heartbeat
 */
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
 * Checks the age of the file, in any POSIX shell with `date` and `stat` of coreutils or BusyBox.
 * Fails without the file. The path passes `checkHeartbeat()`, so it needs no quotes.
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

/**
 * Adds a problem if the interval, the age and the liveness probe's `periodSeconds` do not fit
 * together.
 */
export function checkHeartbeat(heartbeat: Heartbeat, periodSeconds: number, problems: ProblemList): void {
  const { file, everySeconds, maxAgeSeconds } = heartbeat;
  const before = problems.problems.length;
  requireInteger(problems, 'everySeconds', everySeconds, { min: 1, max: 300, unit: 'seconds' });
  requireInteger(problems, 'maxAgeSeconds', maxAgeSeconds, { min: 1, max: 7200, unit: 'seconds' });
  if (!/^(?:\/[\w.-]+)+$/.test(file)) {
    const fix = 'Use an absolute path of letters, digits, ".", "_" and "-".';
    problems.add('file', `"${file}" is not a valid path for a heartbeat`, fix);
  }
  if (problems.problems.length > before) return;
  // The file is at most one interval old, two with one missed beat, and whole seconds add one.
  const oneMissed = 2 * everySeconds + 1;
  if (maxAgeSeconds <= oneMissed) {
    problems.add(
      'maxAgeSeconds',
      `a single missed beat makes the file ${oneMissed} s old (interval ${everySeconds} s), which exceeds ${maxAgeSeconds} s`,
      `Set it to ${beats * everySeconds} or more, or lower everySeconds.`,
    );
  }
  if (periodSeconds > maxAgeSeconds) {
    problems.add(
      'maxAgeSeconds',
      `${maxAgeSeconds} s is less than the period of the probe, ${periodSeconds} s`,
      `Set it to ${periodSeconds} or more, or lower the period of the probe.`,
    );
  }
}
