import type { Damage } from './damage';

export const schedulingDamages: readonly Damage[] = [];
