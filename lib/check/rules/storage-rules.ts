import type { Rule } from '../rule';
import { ephemeralOsDisk } from './storage/ephemeral-os-disk';
import { memoryVolume } from './storage/memory-volume';
import { sharedClaim } from './storage/shared-claim';
import { volume } from './storage/volume';

export const storageRules: readonly Rule[] = [ephemeralOsDisk, memoryVolume, sharedClaim, volume];
