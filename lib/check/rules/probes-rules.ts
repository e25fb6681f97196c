import type { Rule } from '../rule';
import { billedHealth } from './probes/billed-health';
import { engineLiveness } from './probes/engine-liveness';
import { enginePath } from './probes/engine-path';
import { enginePatience } from './probes/engine-patience';
import { engineReadyTimeout } from './probes/engine-ready-timeout';
import { execTimeout } from './probes/exec-timeout';
import { handler } from './probes/handler';
import { heartbeatAge } from './probes/heartbeat-age';
import { heartbeatFile } from './probes/heartbeat-file';
import { initialDelay } from './probes/initial-delay';
import { livenessDependency } from './probes/liveness-dependency';
import { port } from './probes/port';
import { readiness } from './probes/readiness';
import { slowStart } from './probes/slow-start';
import { startupBudget } from './probes/startup-budget';
import { successThreshold } from './probes/success-threshold';

export const probesRules: readonly Rule[] = [
  billedHealth,
  engineLiveness,
  enginePath,
  enginePatience,
  engineReadyTimeout,
  execTimeout,
  handler,
  heartbeatAge,
  heartbeatFile,
  initialDelay,
  livenessDependency,
  port,
  readiness,
  slowStart,
  startupBudget,
  successThreshold,
];
