import type { FoundObject } from './deployment-picture';
import type { FoundResource } from './terraform-resource';

/** What a rule says of one place. Who runs the rule adds the rest. */
export interface RuleFinding {
  /** The Kubernetes object, the Terraform resource or the file that it is in. */
  readonly in: FoundObject | FoundResource | { readonly file: string; readonly line?: number };
  /** Path in the object or resource: `spec.template.spec.tolerations`. Default: all of it. */
  readonly field?: string;
  /** What is there. */
  readonly is: string;
  /** What must be there. */
  readonly mustBe: string;
  /** What to change. */
  readonly fix: string;
}

/** `error` stops synth; `warning` is told. */
export type Severity = 'error' | 'warning';

/** One thing that a rule found. */
export interface Finding {
  /** Id of the rule: `scheduling/untolerated-taint`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Path of the file, from the folder that was checked. */
  readonly file: string;
  /** In the file, from 1, if it is known. */
  readonly line?: number;
  /** `Deployment production/ai-app`, or `azurerm_key_vault.vault`. */
  readonly object?: string;
  readonly field?: string;
  /** Of the construct that made a Terraform resource. */
  readonly constructPath?: string;
  readonly is: string;
  readonly mustBe: string;
  readonly fix: string;
}

/** A finding in one sentence, without the file and the fix. */
export function describeFinding(finding: Finding): string {
  const where = [finding.object, finding.field].filter((part) => part !== undefined).join(', ');
  return `${where === '' ? '' : `${where}: `}is ${finding.is}; must be ${finding.mustBe} (${finding.rule})`;
}
