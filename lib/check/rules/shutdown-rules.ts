import type { Rule } from '../rule';
import { autoscalerGrace } from './shutdown/autoscaler-grace';
import { engineDrain } from './shutdown/engine-drain';
import { gracePeriod } from './shutdown/grace-period';
import { preStop } from './shutdown/pre-stop';

export const shutdownRules: readonly Rule[] = [autoscalerGrace, engineDrain, gracePeriod, preStop];
