/** What the process of an application runs on: whether a thread that computes keeps the others from answering follows from it. */
export const runtimes = ['python', 'node', 'go', 'rust', 'java', 'dotnet', 'other-parallel'] as const;

/** Runtime of an application's process. */
export type Runtime = (typeof runtimes)[number];

/** How work reaches the application: by requests that wait for their answer, or by a queue. */
export type Serving = 'http' | 'queue';

/** A part of the answer. All three go together with liveness and readiness apart. */
export type ProbeSolution =
  /** Probes on the application's own port, with a liveness timeout that the longest work does not exceed. */
  | 'tuned-probes'
  /** Health answers from a thread and a port of its own. */
  | 'health-thread'
  /** Work waits in a queue, and KEDA counts it. */
  | 'queue';

/** What the decision follows from. */
export interface ProbeStrategyInput {
  /** Longest time that one piece of work keeps the process busy, seconds. */
  readonly maxProcessingSeconds: number;
  readonly runtime: Runtime;
  /** Default: `http`. */
  readonly serving?: Serving;
}

/** How a busy pod stays alive, and why so. */
export interface ProbeStrategy {
  readonly solutions: readonly ProbeSolution[];
  /** One sentence. */
  readonly reason: string;
  /** What the application has to provide. */
  readonly provides: readonly string[];
}

/** Work up to here is short for every runtime, seconds; it belongs to the short side. */
export const shortWorkSeconds = 5;
/** Work above this should not keep a request waiting, seconds; the number itself belongs to the side below. */
export const longWorkSeconds = 60;

/** Python has its interpreter lock, Node.js one thread: what computes does not answer. */
const blocking: readonly Runtime[] = ['python', 'node'];

/** Whether work keeps the process from answering. */
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

const splitPaths =
  'two paths: one for "the process lives", which looks at nothing else, and one for "ready for work"';
const healthThread =
  'a thread (or process) of its own that answers on a port of its own: always 200 on the one path; 503 on the other while it is busy';
const queueConsumer =
  'a consumer of the queue that touches a heartbeat file, and finishes its work on SIGTERM';

/**
 * How a pod that works hard is kept from being killed for it: up to 5 seconds of work tuned probes are enough; up to 60 on Python or
 * Node.js health needs a thread of its own, elsewhere it does not; above, health has its own thread and work waits in a queue.
 *
 * Exactly 5 and exactly 60 seconds belong to the side below. A worker of a queue already is what long work should become; it has no
 * requests to be ready for, so that its heartbeat is the thread of its own.
 *
 * @throws {RangeError} if the time is not a number of seconds above 0: a wrong one would give a wrong answer.
 */
export function probeStrategy({
  maxProcessingSeconds,
  runtime,
  serving = 'http',
}: ProbeStrategyInput): ProbeStrategy {
  if (!(Number.isFinite(maxProcessingSeconds) && maxProcessingSeconds > 0)) {
    throw new RangeError(`${maxProcessingSeconds} is not a number of seconds above 0`);
  }
  const takes = `work takes up to ${maxProcessingSeconds} s`;
  if (serving === 'queue') {
    return {
      solutions: ['health-thread', 'queue'],
      reason: `A worker of a queue may be busy for as long as it likes (${takes}): its heartbeat says that it lives.`,
      provides: [queueConsumer],
    };
  }
  if (maxProcessingSeconds > longWorkSeconds) {
    return {
      solutions: ['tuned-probes', 'health-thread', 'queue'],
      reason: `${upperFirst(takes)}, longer than callers and gateways wait (${longWorkSeconds} s): it belongs in a queue, and health in a thread of its own.`,
      provides: [splitPaths, healthThread, queueConsumer],
    };
  }
  if (maxProcessingSeconds > shortWorkSeconds && isBlocking(runtime)) {
    return {
      solutions: ['health-thread'],
      reason: `${upperFirst(takes)}, and ${names[runtime]} answers nothing while it computes: health needs a thread of its own.`,
      provides: [splitPaths, healthThread],
    };
  }
  return {
    solutions: ['tuned-probes'],
    reason:
      maxProcessingSeconds <= shortWorkSeconds
        ? `${upperFirst(takes)}, which a timeout can wait for (${shortWorkSeconds} s).`
        : `${upperFirst(takes)}, and ${names[runtime]} answers beside it: a timeout can wait for the rest.`,
    provides: [splitPaths],
  };
}

function upperFirst(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
