import type { Rule } from '../rule';
import { existingNamespace } from './gitops/existing-namespace';
import { oneOwner } from './gitops/one-owner';
import { placeholder } from './gitops/placeholder';
import { terraformToken } from './gitops/terraform-token';

export const gitopsRules: readonly Rule[] = [existingNamespace, oneOwner, placeholder, terraformToken];
