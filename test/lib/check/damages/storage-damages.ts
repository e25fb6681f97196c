import type { Damage } from './damage';

export const storageDamages: readonly Damage[] = [];
