import type { Damage } from './damage';

export const namingDamages: readonly Damage[] = [];
