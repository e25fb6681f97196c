import type { Rule } from '../rule';
import { autoscalerGrace } from './shutdown/autoscaler-grace';
import { disruptionBudget } from './shutdown/disruption-budget';
import { drainVariable } from './shutdown/drain-variable';
import { engineDrain } from './shutdown/engine-drain';
import { evictableJob } from './shutdown/evictable-job';
import { gracePeriod } from './shutdown/grace-period';
import { jobDeadline } from './shutdown/job-deadline';
import { preStop } from './shutdown/pre-stop';
import { shellWithoutExec } from './shutdown/shell-without-exec';

export const shutdownRules: readonly Rule[] = [
  autoscalerGrace,
  disruptionBudget,
  drainVariable,
  engineDrain,
  evictableJob,
  gracePeriod,
  jobDeadline,
  preStop,
  shellWithoutExec,
];
