import type { Rule } from '../rule';
import { fixedAndKnownImage } from './images/fixed-and-known-image';

export const imagesRules: readonly Rule[] = [fixedAndKnownImage];
