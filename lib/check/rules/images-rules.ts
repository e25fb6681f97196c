import type { Rule } from '../rule';
import { fixedAndKnownImage } from './images/fixed-and-known-image';
import { podSecurity } from './images/pod-security';
import { privileged } from './images/privileged';

export const imagesRules: readonly Rule[] = [fixedAndKnownImage, podSecurity, privileged];
