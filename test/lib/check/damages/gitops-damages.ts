import type { Damage } from './damage';

export const gitopsDamages: readonly Damage[] = [];
