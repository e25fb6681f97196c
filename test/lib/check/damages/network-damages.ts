import type { Damage } from './damage';

export const networkDamages: readonly Damage[] = [];
