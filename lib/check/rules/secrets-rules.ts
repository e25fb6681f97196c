import type { Rule } from '../rule';
import { classIdentity } from './secrets/class-identity';
import { mountedClass } from './secrets/mounted-class';
import { plainVariable } from './secrets/plain-variable';
import { providerClass } from './secrets/provider-class';
import { secretMaterial } from './secrets/secret-material';
import { vault } from './secrets/vault';

export const secretsRules: readonly Rule[] = [
  classIdentity,
  mountedClass,
  plainVariable,
  providerClass,
  secretMaterial,
  vault,
];
