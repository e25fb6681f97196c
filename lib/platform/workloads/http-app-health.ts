import type { CompleteHttpApp } from '../../definition/application-definition';
import { checkHeartbeat, heartbeatOf } from '../../engine/probes/heartbeat';
import { type HealthSource, heartbeatPeriodSeconds } from '../../engine/probes/http-app-probes';
import {
  isBlocking,
  longWorkSeconds,
  type ProbeStrategy,
  probeStrategy,
} from '../../engine/probes/probe-strategy';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

/** What answers the probes of an HTTP app. */
export function resolveHealth(
  { health }: CompleteHttpApp,
  appPort: number,
  problems: ProblemList,
): HealthSource {
  if (health === undefined) return { type: 'application' };
  if (health.type === 'thread') {
    const { port } = health;
    requireInteger(problems, 'port', port, { min: 1024, max: 65_535, noun: 'port' });
    if (port === appPort) {
      problems.add('port', `${port} is also the port of the application`, 'Use another port for the thread.');
    }
    return { type: 'thread', port };
  }
  const { everySeconds, maxPauseSeconds, maxAgeSeconds } = health;
  requireInteger(problems, 'maxPauseSeconds', maxPauseSeconds, { min: 0, max: 3600, unit: 'seconds' });
  const derived = heartbeatOf({ maxPauseSeconds, everySeconds });
  const heartbeat = { ...derived, maxAgeSeconds: maxAgeSeconds ?? derived.maxAgeSeconds };
  checkHeartbeat(heartbeat, heartbeatPeriodSeconds, problems);
  return { type: 'heartbeat', heartbeat };
}

/** Whether a thread or file apart from the busy process answers the probes. */
function hasOwnHealth({ health }: CompleteHttpApp): boolean {
  return health !== undefined;
}

/** The recommended strategy. Undefined if the runtime or the length of a request is not known. */
function strategyOf(definition: CompleteHttpApp): ProbeStrategy | undefined {
  const { runtime, maxProcessingSeconds } = definition;
  // resolveHttpApp() reports an invalid number.
  if (runtime === undefined || !(maxProcessingSeconds > 0 && Number.isFinite(maxProcessingSeconds)))
    return undefined;
  return probeStrategy({ runtime, maxProcessingSeconds });
}

/** Refuses work of minutes on the thread that answers the probes: such a pod looks dead. */
export function checkStrategy(definition: CompleteHttpApp, problems: ProblemList): void {
  const strategy = strategyOf(definition);
  const isRefused =
    strategy?.solutions.includes('health-thread') === true &&
    definition.maxProcessingSeconds > longWorkSeconds &&
    isBlocking(definition.runtime!) &&
    !hasOwnHealth(definition);
  if (!isRefused) return;
  problems.add(
    'health',
    `no thread answers the probes while the process handles a request. ${strategy.reason}`,
    "Set health to { type: 'thread' } (docs/probes.md), or move the work to queueWorkers.",
  );
}

/** Recommendations that an HTTP app does not follow. */
export function strategyWarnings(definition: CompleteHttpApp): readonly string[] {
  const strategy = strategyOf(definition);
  if (strategy === undefined) return [];
  const { name } = definition;
  if (definition.maxProcessingSeconds > longWorkSeconds) {
    return [`httpApps "${name}": ${strategy.reason} Consider queueWorkers (docs/probes.md).`];
  }
  if (!strategy.solutions.includes('health-thread') || hasOwnHealth(definition)) return [];
  return [
    `httpApps "${name}": ${strategy.reason} Until then, Kubernetes detects a dead pod late: set health to { type: 'thread' } (docs/probes.md).`,
  ];
}
