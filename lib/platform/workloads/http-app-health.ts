import type { HttpAppDefinition } from '../../definition/application-definition';
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

/** Of a request, where nothing is said. */
export const defaultMaxProcessingSeconds = 30;

function processingSecondsOf({ maxProcessingSeconds }: HttpAppDefinition): number {
  return maxProcessingSeconds ?? defaultMaxProcessingSeconds;
}

const defaultHealthPort = 8001;

/** Who answers for an application's health. */
export function resolveHealth(
  { health }: HttpAppDefinition,
  appPort: number,
  problems: ProblemList,
): HealthSource {
  if (health === undefined) return { type: 'application' };
  if (health.type === 'thread') {
    const port = health.port ?? defaultHealthPort;
    requireInteger(problems, 'port', port, { min: 1024, max: 65_535, noun: 'port' });
    if (port === appPort) {
      problems.add('port', `${port} is the port of the application`, 'Give the thread its own.');
    }
    return { type: 'thread', port };
  }
  const { everySeconds, maxPauseSeconds = 0, maxAgeSeconds } = health;
  requireInteger(problems, 'maxPauseSeconds', maxPauseSeconds, { min: 0, max: 3600, unit: 'seconds' });
  const derived = heartbeatOf({ maxPauseSeconds, everySeconds });
  const heartbeat = { ...derived, maxAgeSeconds: maxAgeSeconds ?? derived.maxAgeSeconds };
  checkHeartbeat(heartbeat, heartbeatPeriodSeconds, problems);
  return { type: 'heartbeat', heartbeat };
}

/** Whether something else than the busy process answers for health. */
function hasOwnHealth({ health }: HttpAppDefinition): boolean {
  return health !== undefined;
}

/** What the strategy says, where there is enough to say something. */
function strategyOf(definition: HttpAppDefinition): ProbeStrategy | undefined {
  const { runtime } = definition;
  const maxProcessingSeconds = processingSecondsOf(definition);
  // What is wrong with the number is told at the number.
  if (runtime === undefined || !(maxProcessingSeconds > 0 && Number.isFinite(maxProcessingSeconds)))
    return undefined;
  return probeStrategy({ runtime, maxProcessingSeconds });
}

/** Work of minutes on a thread that should answer for health is refused: nobody can tell such a pod from a dead one in time. */
export function checkStrategy(definition: HttpAppDefinition, problems: ProblemList): void {
  const strategy = strategyOf(definition);
  const isRefused =
    strategy?.solutions.includes('health-thread') === true &&
    processingSecondsOf(definition) > longWorkSeconds &&
    isBlocking(definition.runtime!) &&
    !hasOwnHealth(definition);
  if (!isRefused) return;
  problems.add(
    'health',
    `nothing answers for health while a request is worked on. ${strategy.reason}`,
    "Set health to { type: 'thread' } (docs/probes.md), or take the work to queueWorkers.",
  );
}

/** What the strategy advises about an application, and it does otherwise. */
export function strategyWarnings(definition: HttpAppDefinition): readonly string[] {
  const strategy = strategyOf(definition);
  if (strategy === undefined) return [];
  const { name } = definition;
  if (processingSecondsOf(definition) > longWorkSeconds) {
    return [`httpApps "${name}": ${strategy.reason} Consider queueWorkers (docs/probes.md).`];
  }
  if (!strategy.solutions.includes('health-thread') || hasOwnHealth(definition)) return [];
  return [
    `httpApps "${name}": ${strategy.reason} Until then a dead pod is found late: set health to { type: 'thread' } (docs/probes.md).`,
  ];
}
