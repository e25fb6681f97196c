import type { FoundObject } from './deployment-picture';
import type { FoundResource } from './terraform-resource';

/** What a rule reports about one place. The check adds the rule's id, the severity and the line. */
export interface RuleFinding {
  /** The Kubernetes object, the Terraform resource or the file with the defect. */
  readonly in: FoundObject | FoundResource | { readonly file: string; readonly line?: number };
  /** Path in the object or resource: `spec.template.spec.tolerations`. @default the whole object */
  readonly field?: string;
  /**
   * One sentence with the value and the consequence: "Pod does not tolerate sku=gpu:NoSchedule of
   * node pool gpupool, so it stays Pending."
   */
  readonly message: string;
  /**
   * What is correct, as a noun phrase or value without a full stop: "a toleration for every taint
   * of a pool that the pod selects".
   */
  readonly expected: string;
  /** What to change, as an imperative sentence: "Add the tolerations." */
  readonly fix: string;
}

/** A fact that a rule needs and that is unknown, so that the rule has no opinion on an object. */
export interface UnknownFact {
  readonly in: FoundObject;
  /** The fact, as a clause without a full stop: `the table has no model example/x`. */
  readonly because: string;
}

/** An `error` stops synth; a `warning` is reported. */
export type Severity = 'error' | 'warning';

/** One defect that a rule found. */
export interface Finding {
  /** Id of the rule: `scheduling/untolerated-taint`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Path of the file, relative to the folder that was checked. */
  readonly file: string;
  /** Line in the file, from 1, if it is known. */
  readonly line?: number;
  /** `Deployment production/ai-app`, or `azurerm_key_vault.vault`. */
  readonly object?: string;
  readonly field?: string;
  /** Path of the construct that made a Terraform resource. */
  readonly constructPath?: string;
  readonly message: string;
  readonly expected: string;
  readonly fix: string;
}

/**
 * Object and field of a finding: `Deployment production/ai-app, spec.replicas`; empty where a whole
 * file is meant.
 */
export function subjectOf({ object, field }: Finding): string {
  return [object, field].filter((part) => part !== undefined).join(', ');
}

/** The finding's sentence, with object and field before it and the rule behind it. */
export function statementOf(finding: Finding): string {
  const subject = subjectOf(finding);
  return `${subject === '' ? '' : `${subject}: `}${finding.message} (${finding.rule})`;
}

/** `Expected: …` and `Fix: …`, one line each. */
export function remedyOf({ expected, fix }: Pick<Finding, 'expected' | 'fix'>): readonly [string, string] {
  return [`Expected: ${expected}.`, `Fix: ${fix}`];
}

/** The whole finding in one line, without its file. */
export function describeFinding(finding: Finding): string {
  return [statementOf(finding), ...remedyOf(finding)].join(' ');
}
