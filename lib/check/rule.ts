import type { JsonObject } from '../values/json';
import type { DeploymentPicture, Half } from './deployment-picture';
import type { RuleFinding, Severity, UnknownFact } from './finding';

/** Rule families: the first part of a rule id. */
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
  'schema',
] as const;

export type RuleFamily = (typeof ruleFamilies)[number];

/** A small example that shows a rule. */
export interface RuleExample {
  /** Manifests as YAML, with any number of documents. */
  readonly kubernetes?: string;
  /** JSON configuration of Terraform: `{ resource: { azurerm_…: { name: { … } } } }`. */
  readonly terraform?: JsonObject;
}

/**
 * A rule on the synthesized output. It is pure and reads only plain JSON, so that it also works on
 * hand-written manifests and on charts of other authors. It reports nothing about unknown values (a
 * variable, a template, a missing half).
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
  /** Halves that the rule needs; the check skips the rule without them. */
  readonly needs: readonly Half[];
  /**
   * Whether the rule reports that a resource does not exist. Such a rule needs all of the
   * Terraform, so the check skips it if a module is not in the files.
   *
   * @default false
   */
  readonly needsAllTerraform?: boolean;
  /** Example with exactly one finding of this rule. */
  readonly bad: RuleExample;
  /** Example without a finding. */
  readonly good: RuleExample;
  readonly check: (picture: DeploymentPicture) => readonly RuleFinding[];
  /**
   * Objects on which the rule has no opinion. The report lists them, because a user expects one.
   *
   * @default none
   */
  readonly unknown?: (picture: DeploymentPicture) => readonly UnknownFact[];
}
