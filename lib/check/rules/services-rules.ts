import type { Rule } from '../rule';

export const servicesRules: readonly Rule[] = [];
