import type { Rule } from '../rule';

export const gpuRules: readonly Rule[] = [];
