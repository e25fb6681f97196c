import type { Rule } from '../rule';
import { ephemeralOsDisk } from './storage/ephemeral-os-disk';

export const storageRules: readonly Rule[] = [ephemeralOsDisk];
