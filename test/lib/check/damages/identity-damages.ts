import type { Damage } from './damage';

export const identityDamages: readonly Damage[] = [];
