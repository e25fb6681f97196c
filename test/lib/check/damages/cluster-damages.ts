import type { Damage } from './damage';

export const clusterDamages: readonly Damage[] = [];
