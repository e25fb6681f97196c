import type { Rule } from '../rule';
import { blockingDisruptionBudget } from './scheduling/blocking-disruption-budget';
import { budgetOfNothing } from './scheduling/budget-of-nothing';
import { requests } from './scheduling/requests';
import { requestsAboveNode } from './scheduling/requests-above-node';
import { spreadOfOthers } from './scheduling/spread-of-others';
import { unknownNodeLabel } from './scheduling/unknown-node-label';
import { untoleratedTaint } from './scheduling/untolerated-taint';

export const schedulingRules: readonly Rule[] = [
  blockingDisruptionBudget,
  budgetOfNothing,
  requests,
  requestsAboveNode,
  spreadOfOthers,
  unknownNodeLabel,
  untoleratedTaint,
];
