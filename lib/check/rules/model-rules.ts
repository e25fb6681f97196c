import type { Rule } from '../rule';

export const modelRules: readonly Rule[] = [];
