import { textAt } from '../values/json';
import type { DeploymentPicture } from './deployment-picture';
import { describeObject } from './deployment-picture';
import type { Finding, Severity } from './finding';
import { currentRuleId, formerRuleIds } from './renamed-rules';

/** A finding that somebody knows of, and has a reason to leave. */
export interface Suppression {
  /** Id of the rule, or `family/*`. */
  readonly rule: string;
  /** The object (`Deployment production/ai-app`, `azurerm_key_vault.vault`) or file; `*` stands for any part of it. */
  readonly target: string;
  readonly reason: string;
  /** Where it is said, for the report. */
  readonly from: { readonly file: string; readonly object?: string };
}

/** A finding that is not told, and why. */
export interface Suppressed {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** `check.aks-ai-platform/scheduling.untolerated-taint: the reason`. */
export const suppressionPrefix = 'check.aks-ai-platform/';

/** Suppressions that objects have in their annotations. */
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

/** Reads the suppressions of a configuration file; what is no suppression is a problem of the file. */
export function readSuppression(value: unknown, file: string): Suppression | undefined {
  const rule = textAt(value, 'rule');
  const target = textAt(value, 'target');
  return rule === undefined || target === undefined
    ? undefined
    : { rule, target, reason: textAt(value, 'reason') ?? '', from: { file } };
}

/** Splits findings into those that are told and those that are known; suppressions that fit nothing, or say no reason, are findings. */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  rulesThatRan: ReadonlySet<string>,
): { readonly told: readonly Finding[]; readonly suppressed: readonly Suppressed[] } {
  const used = new Set<Suppression>();
  const suppressed: Suppressed[] = [];
  const told = findings.filter((finding) => {
    const suppression = suppressions.find((each) => each.reason.trim() !== '' && fits(each, finding));
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
          'without a reason',
          'with the reason why the finding is all right',
        ),
      ];
    }
    // Of a rule that could not run nobody knows whether it would find something.
    if (used.has(each) || ![...rulesThatRan].some((rule) => ruleFits(each.rule, rule))) return [];
    return [about(each, 'check/unused-suppression', 'of nothing that is found', 'of a finding, or left out')];
  });
  const unknown = suppressions.filter(
    (each) => !used.has(each) && each.reason.trim() !== '' && !knownForm.test(each.rule),
  );
  return {
    told: [
      ...told,
      ...wrong,
      ...renamed(suppressions),
      ...unknown.map((each) =>
        about(
          each,
          'check/unused-suppression',
          `of "${each.rule}", which is no rule`,
          'of a rule: family/name',
        ),
      ),
    ],
    suppressed,
  };
}

/** One warning for each former id, at the first suppression that has it: a rename is one edit in many places. */
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
    message: `a suppression of ${ruleId} for "${target}" ${message}`,
    expected,
    fix: rule.endsWith('reason') ? 'Say the reason.' : 'Remove it, or correct rule and target.',
  };
}

/** An annotation is about its own object only: another cluster may have one of the same name. */
function fits({ rule, target, from }: Suppression, finding: Finding): boolean {
  const isAbout = like(target, finding.object) || like(target, finding.file);
  return isAbout && ruleFits(rule, finding.rule) && (from.object === undefined || from.file === finding.file);
}

/** A former id fits its rule, and a former family fits the rules that left it. */
function ruleFits(pattern: string, rule: string): boolean {
  if (!pattern.endsWith('/*')) return currentRuleId(pattern) === rule;
  return [rule, ...formerRuleIds(rule)].some((id) => id.startsWith(pattern.slice(0, -1)));
}

function like(pattern: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(text);
}
