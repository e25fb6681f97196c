import type { Rule } from '../rule';
import { enginePatience } from './probes/engine-patience';
import { execTimeout } from './probes/exec-timeout';
import { heartbeatAge } from './probes/heartbeat-age';
import { initialDelay } from './probes/initial-delay';
import { livenessDependency } from './probes/liveness-dependency';
import { port } from './probes/port';
import { readiness } from './probes/readiness';
import { slowStart } from './probes/slow-start';
import { startupBudget } from './probes/startup-budget';
import { successThreshold } from './probes/success-threshold';

export const probesRules: readonly Rule[] = [
  enginePatience,
  execTimeout,
  heartbeatAge,
  initialDelay,
  livenessDependency,
  port,
  readiness,
  slowStart,
  startupBudget,
  successThreshold,
];
