import type { Rule } from '../rule';

export const schedulingRules: readonly Rule[] = [];
