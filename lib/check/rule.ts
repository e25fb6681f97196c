import type { JsonObject } from '../values/json';
import type { DeploymentPicture, Half } from './deployment-picture';
import type { RuleFinding, Severity } from './finding';

/** Kinds of pitfalls; the first part of a rule's id. */
export const ruleFamilies = [
  'scheduling',
  'gpu',
  'model',
  'probes',
  'shutdown',
  'scaling',
  'identity',
  'secrets',
  'network',
  'images',
  'security',
  'storage',
  'gitops',
  'cluster',
  'services',
  'naming',
] as const;

export type RuleFamily = (typeof ruleFamilies)[number];

/** Something small that a rule is shown with. */
export interface RuleExample {
  /** Manifests: YAML, any number of documents. */
  readonly kubernetes?: string;
  /** Terraform's JSON configuration: `{ resource: { azurerm_…: { name: { … } } } }`. */
  readonly terraform?: JsonObject;
}

/**
 * A rule over what was synthesized. It is pure, and looks at nothing but plain JSON, so that it says the same of hand-written
 * manifests and of other people's charts. What it cannot know (a variable, a template, the other half) it stays silent about.
 */
export interface Rule {
  /** Stable: `<family>/<kebab-case>`. */
  readonly id: `${RuleFamily}/${string}`;
  readonly title: string;
  readonly severity: Severity;
  /** The incident that it prevents. */
  readonly why: string;
  /** The primary source, with the date it was read. */
  readonly source: string;
  /** Halves without which it cannot say anything. */
  readonly needs: readonly Half[];
  /** Gives exactly one finding of this rule. */
  readonly bad: RuleExample;
  /** Gives none. */
  readonly good: RuleExample;
  readonly check: (picture: DeploymentPicture) => readonly RuleFinding[];
}
