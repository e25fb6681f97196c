import { type CheckReport, type CheckSettings, checkPicture } from '../check/check-picture';
import { DeploymentPicture } from '../check/deployment-picture';
import { type Finding, remedyOf, type Severity } from '../check/finding';
import { without } from './compare/equality';

/** A finding of the check that is new, or gone. */
export interface ChangedFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** Object or resource, else the file. */
  readonly of: string;
  /** Field and sentence of the finding. */
  readonly says: string;
  /** What is expected, and how to get there. */
  readonly remedy: string;
}

/** A finding that somebody has a reason to leave, from now on. */
export interface NewSuppression extends ChangedFinding {
  readonly reason: string;
}

export interface FindingChanges {
  readonly added: readonly ChangedFinding[];
  readonly gone: readonly ChangedFinding[];
  readonly suppressed: readonly NewSuppression[];
}

/**
 * What the check says now and did not say before, and the other way round; both with today's settings, so that a changed configuration is no
 * change of the platform. Where one side has no Terraform, neither is looked at with it.
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
  const added = without(toldBy(now!), toldBy(old!));
  const suppressed = now!.suppressed
    .map(({ finding, suppression }) => ({ ...changedFinding(finding), reason: suppression.reason }))
    .filter(({ reason: _, ...finding }) => without([finding], suppressedBefore).length > 0);
  const isLeft = (finding: ChangedFinding) =>
    suppressed.some(({ rule, of }) => rule === finding.rule && of === finding.of);
  return {
    added,
    // Who leaves a finding has not mended it.
    gone: without(toldBy(old!), toldBy(now!)).filter((finding) => !isLeft(finding)),
    suppressed,
  };
}

function withoutTerraform({ files, objects, context }: DeploymentPicture): DeploymentPicture {
  return new DeploymentPicture(files, objects, [], context);
}

function toldBy({ findings }: CheckReport): readonly ChangedFinding[] {
  return findings.map(changedFinding);
}

/** By what it says and of what: files and lines move, and mean nothing. */
function changedFinding(finding: Finding): ChangedFinding {
  const { rule, severity, object, file, field, message } = finding;
  const where = field === undefined ? '' : `${field}: `;
  return {
    rule,
    severity,
    of: object ?? file,
    says: `${where}${message}`,
    remedy: remedyOf(finding).join(' '),
  };
}
