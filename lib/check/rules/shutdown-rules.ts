import type { Rule } from '../rule';

export const shutdownRules: readonly Rule[] = [];
