import type { Damage } from './damage';

export const probesDamages: readonly Damage[] = [];
