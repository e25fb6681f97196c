/** Former ids of rules. They stay valid in suppressions, severities and links. */
const renamedRules: Readonly<Record<string, string>> = {
  'images/pod-security': 'security/pod-security',
  'images/privileged': 'security/privileged',
};

/**
 * The current id of a rule: `security/privileged` for `images/privileged`; every other id
 * unchanged.
 */
export function currentRuleId(id: string): string {
  return Object.hasOwn(renamedRules, id) ? renamedRules[id]! : id;
}

/** The ids that a rule had before: `['images/privileged']` for `security/privileged`. */
export function formerRuleIds(id: string): readonly string[] {
  return Object.keys(renamedRules).filter((former) => renamedRules[former] === id);
}
