import type { Rule } from '../rule';
import { cacheAboveDisk } from './model/cache-above-disk';
import { cacheLimit } from './model/cache-limit';
import { cacheSize } from './model/cache-size';
import { contextLength } from './model/context-length';
import { fit } from './model/fit';
import { gated } from './model/gated';
import { gatewayName } from './model/gateway-name';
import { heads } from './model/heads';
import { kernels } from './model/kernels';
import { memoryUtilization } from './model/memory-utilization';
import { optionalToken } from './model/optional-token';
import { parallelSize } from './model/parallel-size';
import { sharedMemory } from './model/shared-memory';
import { writableCaches } from './model/writable-caches';

export const modelRules: readonly Rule[] = [
  cacheAboveDisk,
  cacheLimit,
  cacheSize,
  contextLength,
  fit,
  gated,
  gatewayName,
  heads,
  kernels,
  memoryUtilization,
  optionalToken,
  parallelSize,
  sharedMemory,
  writableCaches,
];
