import type { Rule } from '../rule';
import { devicePlugin } from './gpu/device-plugin';
import { driverAndOperator } from './gpu/driver-and-operator';
import { fraction } from './gpu/fraction';
import { limits } from './gpu/limits';
import { moreThanANode } from './gpu/more-than-a-node';
import { pluginTolerations } from './gpu/plugin-tolerations';
import { rolloutSurge } from './gpu/rollout-surge';

export const gpuRules: readonly Rule[] = [
  devicePlugin,
  driverAndOperator,
  fraction,
  limits,
  moreThanANode,
  pluginTolerations,
  rolloutSurge,
];
