import type { Rule } from './rule';
import { imageIsFixedAndKnown } from './rules/image-is-fixed-and-known';
import { namespaceExists } from './rules/namespace-exists';
import { noPlaceholder } from './rules/no-placeholder';
import { noSecretMaterial } from './rules/no-secret-material';
import { noTerraformToken } from './rules/no-terraform-token';
import { objectHasOneOwner } from './rules/object-has-one-owner';

/** Every rule, by id. A new rule is a file in `rules/` and a line here. */
export const allRules: readonly Rule[] = [
  imageIsFixedAndKnown,
  namespaceExists,
  noPlaceholder,
  noSecretMaterial,
  noTerraformToken,
  objectHasOneOwner,
];
