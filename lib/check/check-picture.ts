import { allRules } from './all-rules';
import type { DeploymentPicture } from './deployment-picture';
import type { Finding } from './finding';
import type { Rule } from './rule';

/** What the rules say about what was synthesized. */
export interface CheckReport {
  /** These stop synth. */
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Runs the rules. Findings are in the order of the rules, then of the files. */
export function checkPicture(picture: DeploymentPicture, rules: readonly Rule[] = allRules): CheckReport {
  const findings = (severity: Rule['severity']) =>
    rules.filter((rule) => rule.severity === severity).flatMap((rule) => rule.check(picture));
  return { errors: findings('error'), warnings: findings('warning') };
}

/** A finding in one sentence, without the file and the fix. */
export function describeFinding(finding: Finding): string {
  const where = [finding.object, finding.field].filter((part) => part !== undefined).join(', ');
  return `${where === '' ? '' : `${where}: `}is ${finding.is}; must be ${finding.mustBe} (${finding.rule})`;
}
