import type { Rule } from '../rule';
import { devicePlugin } from './gpu/device-plugin';
import { driverAndOperator } from './gpu/driver-and-operator';
import { engineWithoutGpu } from './gpu/engine-without-gpu';
import { fraction } from './gpu/fraction';
import { limits } from './gpu/limits';
import { migResource } from './gpu/mig-resource';
import { moreThanANode } from './gpu/more-than-a-node';
import { pluginTolerations } from './gpu/plugin-tolerations';
import { replicasAbovePool } from './gpu/replicas-above-pool';
import { retiredSize } from './gpu/retired-size';
import { rolloutSurge } from './gpu/rollout-surge';
import { untaintedPool } from './gpu/untainted-pool';

export const gpuRules: readonly Rule[] = [
  devicePlugin,
  driverAndOperator,
  engineWithoutGpu,
  fraction,
  limits,
  migResource,
  moreThanANode,
  pluginTolerations,
  replicasAbovePool,
  retiredSize,
  rolloutSurge,
  untaintedPool,
];
