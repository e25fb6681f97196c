import type { Damage } from './damage';

export const modelDamages: readonly Damage[] = [];
