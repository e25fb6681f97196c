import type { Damage } from './damage';

export const servicesDamages: readonly Damage[] = [];
