import type { Damage } from './damage';

export const scalingDamages: readonly Damage[] = [];
