import { pathSegments } from '../values/json';
import { allRules } from './all-rules';
import { type DeploymentPicture, describeObject, type Half, type PictureFile } from './deployment-picture';
import type { Finding, RuleFinding, Severity } from './finding';
import { lineOf, type UnreadablePart } from './read-files';
import { currentRuleId } from './renamed-rules';
import type { Rule } from './rule';
import { type Suppressed, type Suppression, suppress, suppressionsOf } from './suppression';

/** Settings of a check. */
export interface CheckSettings {
  /** Rules to run. Add custom rules with `[...allRules, custom]`. @default allRules */
  readonly rules?: readonly Rule[];
  /** Overrides the severity of a rule; `off` disables it. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Suppressions in addition to those in annotations. */
  readonly suppressions?: readonly Suppression[];
  /** Unreadable parts; each becomes a finding. */
  readonly unreadable?: readonly UnreadablePart[];
  /** Charts and overlays whose manifests are not in the files. @default none */
  readonly notRead?: readonly NotRead[];
}

/** A chart or an overlay whose manifests are not in the files. */
export interface NotRead {
  readonly path: string;
  /** `a Helm chart with 12 templates, and helm is not on the PATH`. */
  readonly because: string;
  /** Command that makes the manifests. */
  readonly command: string;
}

/** A rule that did not run. */
export interface SkippedRule {
  readonly rule: string;
  readonly because: string;
}

/** An object on which a rule has no opinion, because a fact is unknown. */
export interface Unchecked {
  readonly rule: string;
  readonly file: string;
  /** `Deployment models/vllm`. */
  readonly object: string;
  readonly because: string;
}

/** Result of a check. */
export interface CheckReport {
  /** Findings, sorted by severity, file, line and rule. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Rules that need a half that the files do not contain. */
  readonly skipped: readonly SkippedRule[];
  /** Objects that rules did not check, because a fact about them is unknown. */
  readonly unchecked: readonly Unchecked[];
  /** Charts and overlays whose manifests are not in the files. */
  readonly notRead: readonly NotRead[];
  /** Rules that ran. */
  readonly ran: readonly Rule[];
}

/**
 * Runs the rules on a picture. A rule that throws becomes a finding, and the other rules still run.
 */
export function checkPicture(picture: DeploymentPicture, settings: CheckSettings = {}): CheckReport {
  return checkPictures([picture], settings);
}

/** Runs the rules on each picture and returns one report without duplicates. */
export function checkPictures(
  pictures: readonly DeploymentPicture[],
  settings: CheckSettings = {},
): CheckReport {
  const { rules = allRules, suppressions = [], unreadable = [] } = settings;
  const severities = byCurrentId(settings.severities ?? {});
  const enabled = rules.filter(({ id }) => severities[id] !== 'off');
  const ran = enabled.filter((rule) => pictures.some((picture) => whyNot(rule, picture) === undefined));
  const found = pictures.flatMap((picture) =>
    ran
      .filter((rule) => whyNot(rule, picture) === undefined)
      .flatMap((rule) => runRule(rule, picture, severities[rule.id] as Severity | undefined)),
  );
  const { reported, suppressed } = suppress(
    once(found),
    [...once(pictures.flatMap(suppressionsOf)), ...suppressions],
    new Set(ran.map(({ id }) => id)),
  );
  return {
    findings: [...once(unreadable.map(describeUnreadable)), ...reported].sort(bySeverityAndPlace),
    suppressed,
    skipped: enabled.flatMap((rule) => {
      const [because] = pictures.map((picture) => whyNot(rule, picture));
      return ran.includes(rule) || because === undefined ? [] : [{ rule: rule.id, because }];
    }),
    unchecked: once(pictures.flatMap((picture) => ran.flatMap((rule) => uncheckedBy(rule, picture)))),
    notRead: settings.notRead ?? [],
    ran,
  };
}

function uncheckedBy(rule: Rule, picture: DeploymentPicture): readonly Unchecked[] {
  if (rule.unknown === undefined || whyNot(rule, picture) !== undefined) return [];
  return rule.unknown(picture).map(({ in: { file, object }, because }) => ({
    rule: rule.id,
    file,
    object: describeObject(object),
    because,
  }));
}

/** Severities by current rule id. A current id takes precedence over a former id. */
function byCurrentId<T>(severities: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const former = Object.entries(severities).map(([id, severity]) => [currentRuleId(id), severity]);
  return { ...Object.fromEntries(former), ...severities };
}

/** Why a rule cannot run on a picture; undefined if it can. */
function whyNot(rule: Rule, picture: DeploymentPicture): string | undefined {
  const { missingTerraform } = picture.context;
  const half = rule.needs.find((each) => !picture.has(each));
  if (half === undefined) return rule.needsAllTerraform === true ? missingTerraform : undefined;
  return (half === 'terraform' ? missingTerraform : undefined) ?? `the files contain no ${halfNames[half]}`;
}

function once<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

const halfNames: Readonly<Record<Half, string>> = {
  kubernetes: 'Kubernetes manifest',
  terraform: 'Terraform configuration',
};

function runRule(rule: Rule, picture: DeploymentPicture, severity = rule.severity): readonly Finding[] {
  try {
    return rule.check(picture).map((found) => completed(rule, severity, found, picture));
  } catch (error) {
    return [
      {
        rule: 'check/internal-error',
        severity: 'error',
        file: '',
        object: rule.id,
        message: `Rule ${rule.id} failed, so it checked nothing: ${(error as Error).message}.`,
        expected: 'a rule that runs without an error',
        fix: 'Report this defect of the rule, and set the severity of the rule to "off" until it is fixed.',
      },
    ];
  }
}

function completed(
  rule: Rule,
  severity: Severity,
  { in: place, field, message, expected, fix }: RuleFinding,
  picture: DeploymentPicture,
): Finding {
  const common = { rule: rule.id, severity, file: place.file, message, expected, fix };
  const segments = field === undefined ? [] : pathSegments(field);
  if ('object' in place) {
    const line = place.path && lineIn(picture, place.file, [...place.path, ...segments]);
    return {
      ...common,
      object: describeObject(place.object),
      ...(field === undefined ? {} : { field }),
      ...(line === undefined ? {} : { line }),
    };
  }
  if ('attributes' in place) {
    const line = lineIn(picture, place.file, [...place.path, ...segments]);
    return {
      ...common,
      object: place.address,
      ...(field === undefined ? {} : { field }),
      ...(line === undefined ? {} : { line }),
      ...(place.constructPath === undefined ? {} : { constructPath: place.constructPath }),
    };
  }
  return {
    ...common,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(field === undefined ? {} : { field }),
  };
}

function lineIn(
  picture: DeploymentPicture,
  path: string,
  segments: readonly (string | number)[],
): number | undefined {
  const file: PictureFile | undefined = picture.once(filesByPath).get(path);
  return file && lineOf(file, segments);
}

function filesByPath({ files }: DeploymentPicture): ReadonlyMap<string, PictureFile> {
  return new Map(files.map((file) => [file.path, file]));
}

function describeUnreadable({ file, line, message }: UnreadablePart): Finding {
  return {
    rule: 'check/unreadable',
    severity: 'error',
    file,
    ...(line === undefined ? {} : { line }),
    message: `The file is not readable, so no rule checks it: ${message}.`,
    expected: 'valid YAML or JSON',
    fix: 'Correct the file, or move it out of the folder.',
  };
}

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1 };

/** Compares by code unit, so that the order is the same on every machine. */
function bySeverityAndPlace(a: Finding, b: Finding): number {
  return (
    severityOrder[a.severity] - severityOrder[b.severity] ||
    compare(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.object ?? '', b.object ?? '') ||
    compare(a.field ?? '', b.field ?? '')
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
