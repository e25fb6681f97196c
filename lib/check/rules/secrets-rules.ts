import type { Rule } from '../rule';
import { secretMaterial } from './secrets/secret-material';

export const secretsRules: readonly Rule[] = [secretMaterial];
