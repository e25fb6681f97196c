import type { Damage } from './damage';

export const secretsDamages: readonly Damage[] = [];
