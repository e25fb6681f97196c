/** Runtime of an application. It determines whether a computing thread blocks the others. */
export const runtimes = ['python', 'node', 'go', 'rust', 'java', 'dotnet', 'other-parallel'] as const;

/** Runtime of an application's process. */
export type Runtime = (typeof runtimes)[number];

/** Source of the work: requests that wait for a response, or a queue. */
export type Serving = 'http' | 'queue';

/** Part of a probe strategy. Every strategy has separate liveness and readiness probes. */
export type ProbeSolution =
  /**
   * Probes on the application's own port, with a liveness timeout that the longest work does not
   * exceed.
   */
  | 'tuned-probes'
  /** A separate thread on a separate port responds to the probes. */
  | 'health-thread'
  /** Work waits in a queue, and KEDA scales by its length. */
  | 'queue';

/** Input of probeStrategy(). */
export interface ProbeStrategyInput {
  /** Maximum time that one piece of work occupies the process, seconds. */
  readonly maxProcessingSeconds: number;
  readonly runtime: Runtime;
  /** @default 'http' */
  readonly serving?: Serving;
}

/** Strategy that keeps a busy pod alive. */
export interface ProbeStrategy {
  readonly solutions: readonly ProbeSolution[];
  /** One sentence. */
  readonly reason: string;
  /** Requirements for the application. */
  readonly provides: readonly string[];
}

/** Maximum duration of short work for every runtime, seconds, inclusive. */
export const shortWorkSeconds = 5;
/** Maximum duration of work within a request, seconds, inclusive. */
export const longWorkSeconds = 60;

/**
 * Python has a global interpreter lock, and Node.js a single thread: a computing process does not
 * respond.
 */
const blocking: readonly Runtime[] = ['python', 'node'];

/** Whether work blocks responses of the process. */
export function isBlocking(runtime: Runtime): boolean {
  return blocking.includes(runtime);
}

const names: Readonly<Record<Runtime, string>> = {
  python: 'Python',
  node: 'Node.js',
  go: 'Go',
  rust: 'Rust',
  java: 'Java',
  dotnet: '.NET',
  'other-parallel': 'a runtime with real threads',
};

const splitPaths = 'two paths: one for liveness, which checks only the process, and one for readiness';
const healthThread =
  'a separate thread or process on a separate port: liveness always returns 200, readiness returns 503 while the application is busy';
const queueConsumer = 'a queue consumer that touches a heartbeat file and finishes its work after SIGTERM';

/**
 * Selects how to keep a busy pod from being killed. Up to 5 seconds of work, tuned probes are
 * enough. Up to 60 seconds, Python and Node.js need a separate thread for health; other runtimes do
 * not. Above 60 seconds, health needs a separate thread and work needs a queue.
 *
 * A queue worker has no requests, so it needs no readiness. Its heartbeat replaces the separate
 * thread.
 *
 * @throws {RangeError} if the time is not a number of seconds greater than 0
 */
export function probeStrategy({
  maxProcessingSeconds,
  runtime,
  serving = 'http',
}: ProbeStrategyInput): ProbeStrategy {
  if (!(Number.isFinite(maxProcessingSeconds) && maxProcessingSeconds > 0)) {
    throw new RangeError(`${maxProcessingSeconds} is not a number of seconds greater than 0`);
  }
  const takes = `work takes up to ${maxProcessingSeconds} s`;
  if (serving === 'queue') {
    return {
      solutions: ['health-thread', 'queue'],
      reason: `A queue worker may be busy for any time (${takes}): its heartbeat shows that it is alive.`,
      provides: [queueConsumer],
    };
  }
  if (maxProcessingSeconds > longWorkSeconds) {
    return {
      solutions: ['tuned-probes', 'health-thread', 'queue'],
      reason: `${upperFirst(takes)}, longer than clients and gateways wait (${longWorkSeconds} s): use a queue for the work and a separate thread for health.`,
      provides: [splitPaths, healthThread, queueConsumer],
    };
  }
  if (maxProcessingSeconds > shortWorkSeconds && isBlocking(runtime)) {
    return {
      solutions: ['health-thread'],
      reason: `${upperFirst(takes)}, and ${names[runtime]} does not respond while it computes: use a separate thread for health.`,
      provides: [splitPaths, healthThread],
    };
  }
  return {
    solutions: ['tuned-probes'],
    reason:
      maxProcessingSeconds <= shortWorkSeconds
        ? `${upperFirst(takes)}, which a probe timeout covers (${shortWorkSeconds} s).`
        : `${upperFirst(takes)}, and ${names[runtime]} responds meanwhile: a longer probe timeout covers the rest.`,
    provides: [splitPaths],
  };
}

function upperFirst(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
