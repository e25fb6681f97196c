import type { Rule } from '../rule';
import { addOnKinds } from './gitops/add-on-kinds';
import { existingNamespace } from './gitops/existing-namespace';
import { fixedVersion } from './gitops/fixed-version';
import { folder } from './gitops/folder';
import { ignoredDifferences } from './gitops/ignored-differences';
import { monitors } from './gitops/monitors';
import { oneOwner } from './gitops/one-owner';
import { placeholder } from './gitops/placeholder';
import { project } from './gitops/project';
import { projectWildcard } from './gitops/project-wildcard';
import { pruneAndHeal } from './gitops/prune-and-heal';
import { terraformToken } from './gitops/terraform-token';

export const gitopsRules: readonly Rule[] = [
  addOnKinds,
  existingNamespace,
  fixedVersion,
  ignoredDifferences,
  monitors,
  oneOwner,
  placeholder,
  project,
  projectWildcard,
  pruneAndHeal,
  terraformToken,
  folder,
];
