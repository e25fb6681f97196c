import { textAt } from '../values/json';
import type { DeploymentPicture } from './deployment-picture';
import { describeObject } from './deployment-picture';
import type { Finding, Severity } from './finding';
import { currentRuleId, formerRuleIds } from './renamed-rules';

/** A finding to leave out of the report, with the reason. */
export interface Suppression {
  /** Id of the rule, or `family/*`. */
  readonly rule: string;
  /**
   * The object (`Deployment production/ai-app`, `azurerm_key_vault.vault`) or file; `*` matches any
   * text.
   */
  readonly target: string;
  readonly reason: string;
  /** File and object that contain the suppression, for the report. */
  readonly from: { readonly file: string; readonly object?: string };
}

/** A suppressed finding with its suppression. */
export interface Suppressed {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** `check.aks-ai-platform/scheduling.untolerated-taint: the reason`. */
export const suppressionPrefix = 'check.aks-ai-platform/';

/** Suppressions in the annotations of objects. */
export function suppressionsOf(picture: DeploymentPicture): readonly Suppression[] {
  return picture.objects.flatMap(({ file, object }) =>
    Object.entries(object.metadata.annotations ?? {}).flatMap(([key, reason]) => {
      if (!key.startsWith(suppressionPrefix)) return [];
      const rule = key.slice(suppressionPrefix.length).replace('.', '/');
      const target = describeObject(object);
      return [{ rule, target, reason: String(reason ?? ''), from: { file, object: target } }];
    }),
  );
}

/** Reads a suppression of a configuration file; undefined if it has no rule or no target. */
export function readSuppression(value: unknown, file: string): Suppression | undefined {
  const rule = textAt(value, 'rule');
  const target = textAt(value, 'target');
  return rule === undefined || target === undefined
    ? undefined
    : { rule, target, reason: textAt(value, 'reason') ?? '', from: { file } };
}

/**
 * Splits findings into reported and suppressed ones. Adds a finding for each suppression without a
 * match or a reason.
 */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  rulesThatRan: ReadonlySet<string>,
): { readonly reported: readonly Finding[]; readonly suppressed: readonly Suppressed[] } {
  const used = new Set<Suppression>();
  const suppressed: Suppressed[] = [];
  const reported = findings.filter((finding) => {
    const suppression = suppressions.find((each) => each.reason.trim() !== '' && matches(each, finding));
    if (suppression === undefined) return true;
    used.add(suppression);
    suppressed.push({ finding, suppression });
    return false;
  });
  const wrong = suppressions.flatMap((each) => {
    if (each.reason.trim() === '') {
      return [
        about(
          each,
          'check/suppression-without-reason',
          'has no reason, so it has no effect',
          'a reason that explains why the finding is acceptable',
        ),
      ];
    }
    // A skipped rule might have had a finding.
    if (used.has(each) || ![...rulesThatRan].some((rule) => matchesRule(each.rule, rule))) return [];
    return [
      about(each, 'check/unused-suppression', 'matches no finding', 'a suppression that matches a finding'),
    ];
  });
  const unknown = suppressions.filter(
    (each) => !used.has(each) && each.reason.trim() !== '' && !knownForm.test(each.rule),
  );
  return {
    reported: [
      ...reported,
      ...wrong,
      ...renamed(suppressions),
      ...unknown.map((each) =>
        about(each, 'check/unused-suppression', 'names a rule that does not exist', 'a rule id: family/name'),
      ),
    ],
    suppressed,
  };
}

/**
 * One warning for each former id, at its first suppression, because one edit replaces all of them.
 */
function renamed(suppressions: readonly Suppression[]): readonly Finding[] {
  const former = suppressions.filter(({ rule }) => currentRuleId(rule) !== rule);
  return [...new Set(former.map(({ rule }) => rule))].map((id) => {
    const { from } = former.find(({ rule }) => rule === id)!;
    const current = currentRuleId(id);
    return {
      rule: 'check/renamed-rule',
      severity: 'warning',
      ...from,
      message: `Rule ${id} is now ${current}; suppressions with the former id still work.`,
      expected: current,
      fix: `Replace ${id} with ${current} in every suppression.`,
    };
  });
}

const knownForm = /^[a-z]+\/(?:\*|[a-z0-9-]+)$/;

function about(suppression: Suppression, rule: string, message: string, expected: string): Finding {
  const { from, rule: ruleId, target } = suppression;
  const severity: Severity = 'warning';
  return {
    rule,
    severity,
    ...from,
    message: `The suppression of ${ruleId} for "${target}" ${message}.`,
    expected,
    fix: rule.endsWith('reason')
      ? 'Add the reason.'
      : 'Remove the suppression, or correct its rule and target.',
  };
}

/**
 * An annotation applies only to its own object, because another cluster may have an object of the
 * same name.
 */
function matches({ rule, target, from }: Suppression, finding: Finding): boolean {
  const hasTarget = matchesPattern(target, finding.object) || matchesPattern(target, finding.file);
  return (
    hasTarget && matchesRule(rule, finding.rule) && (from.object === undefined || from.file === finding.file)
  );
}

/** A former id matches its rule, and a former family matches the rules that left it. */
function matchesRule(pattern: string, rule: string): boolean {
  if (!pattern.endsWith('/*')) return currentRuleId(pattern) === rule;
  return [rule, ...formerRuleIds(rule)].some((id) => id.startsWith(pattern.slice(0, -1)));
}

function matchesPattern(pattern: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(text);
}
