import type { Damage } from './damage';

export const gpuDamages: readonly Damage[] = [];
