import type { Rule } from '../rule';
import { cacheLimit } from './model/cache-limit';
import { fit } from './model/fit';
import { gated } from './model/gated';
import { heads } from './model/heads';
import { memoryUtilization } from './model/memory-utilization';
import { parallelSize } from './model/parallel-size';
import { sharedMemory } from './model/shared-memory';

export const modelRules: readonly Rule[] = [
  cacheLimit,
  fit,
  gated,
  heads,
  memoryUtilization,
  parallelSize,
  sharedMemory,
];
