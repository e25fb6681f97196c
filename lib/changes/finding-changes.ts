import { type CheckReport, type CheckSettings, checkPicture } from '../check/check-picture';
import { DeploymentPicture } from '../check/deployment-picture';
import { type Finding, remedyOf, type Severity } from '../check/finding';
import { without } from './compare/equality';

/** A new or resolved finding of the check. */
export interface ChangedFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** The object or resource, otherwise the file. */
  readonly of: string;
  /** The field and the message. */
  readonly text: string;
  /** The expected state and the fix. */
  readonly remedy: string;
}

/** A finding that a new suppression hides, with its reason. */
export interface NewSuppression extends ChangedFinding {
  readonly reason: string;
}

export interface FindingChanges {
  readonly added: readonly ChangedFinding[];
  readonly resolved: readonly ChangedFinding[];
  readonly suppressed: readonly NewSuppression[];
}

/**
 * Compares the findings of both sides. Both use the settings of the change, so a changed
 * configuration is not a change of the platform. If a side has no Terraform, the check reads the
 * Terraform of neither.
 */
export function findingChanges(
  before: DeploymentPicture,
  after: DeploymentPicture,
  settings: CheckSettings,
): FindingChanges {
  const withTerraform = before.has('terraform') === after.has('terraform');
  const [old, now] = [before, after].map((picture) =>
    checkPicture(withTerraform ? picture : withoutTerraform(picture), settings),
  );
  const suppressedBefore = old!.suppressed.map(({ finding }) => changedFinding(finding));
  const added = without(findingsOf(now!), findingsOf(old!));
  const suppressed = now!.suppressed
    .map(({ finding, suppression }) => ({ ...changedFinding(finding), reason: suppression.reason }))
    .filter(({ reason: _, ...finding }) => without([finding], suppressedBefore).length > 0);
  const isSuppressed = (finding: ChangedFinding) =>
    suppressed.some(({ rule, of }) => rule === finding.rule && of === finding.of);
  return {
    added,
    // A suppressed finding is not resolved.
    resolved: without(findingsOf(old!), findingsOf(now!)).filter((finding) => !isSuppressed(finding)),
    suppressed,
  };
}

function withoutTerraform({ files, objects, context }: DeploymentPicture): DeploymentPicture {
  return new DeploymentPicture(files, objects, [], context);
}

function findingsOf({ findings }: CheckReport): readonly ChangedFinding[] {
  return findings.map(changedFinding);
}

/** A finding without its file and line, which move. */
function changedFinding(finding: Finding): ChangedFinding {
  const { rule, severity, object, file, field, message } = finding;
  const where = field === undefined ? '' : `${field}: `;
  return {
    rule,
    severity,
    of: object ?? file,
    text: `${where}${message}`,
    remedy: remedyOf(finding).join(' '),
  };
}
