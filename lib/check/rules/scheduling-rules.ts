import type { Rule } from '../rule';
import { affinityToNobody } from './scheduling/affinity-to-nobody';
import { antiAffinityAboveNodes } from './scheduling/anti-affinity-above-nodes';
import { blockingDisruptionBudget } from './scheduling/blocking-disruption-budget';
import { budgetOfNothing } from './scheduling/budget-of-nothing';
import { criticalAddons } from './scheduling/critical-addons';
import { ownPods } from './scheduling/own-pods';
import { requestAboveLimit } from './scheduling/request-above-limit';
import { requests } from './scheduling/requests';
import { requestsAboveNode } from './scheduling/requests-above-node';
import { spreadOfOthers } from './scheduling/spread-of-others';
import { unknownNodeLabel } from './scheduling/unknown-node-label';
import { untoleratedTaint } from './scheduling/untolerated-taint';

export const schedulingRules: readonly Rule[] = [
  affinityToNobody,
  antiAffinityAboveNodes,
  blockingDisruptionBudget,
  budgetOfNothing,
  criticalAddons,
  ownPods,
  requestAboveLimit,
  requests,
  requestsAboveNode,
  spreadOfOthers,
  unknownNodeLabel,
  untoleratedTaint,
];
