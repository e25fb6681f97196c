import type { Damage } from './damage';

export const shutdownDamages: readonly Damage[] = [];
