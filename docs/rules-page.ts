import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { allRules } from '../lib/check/all-rules';
import { formerRuleIds } from '../lib/check/renamed-rules';
import { type Rule, type RuleExample, ruleFamilies } from '../lib/check/rule';
import { suppressionPrefix } from '../lib/check/suppression';

/** Text of docs/rules.md. */
export function rulesPage(rules: readonly Rule[] = allRules): string {
  const families = ruleFamilies.filter((family) => rules.some(({ id }) => id.startsWith(`${family}/`)));
  return `${[
    '# Rules of the check',
    `The check has ${rules.length} rules. Each rule has an example that it reports and one that it accepts; both are tests. \`npm run rules\` writes this page from [lib/check/rules](../lib/check/rules).`,
    'An error stops `npm run synth`; a warning does not. A rule that reads Kubernetes and Terraform does not run if one of them is missing. To suppress a finding, state the reason in an annotation of the object:',
    `\`\`\`yaml\n${suppressionPrefix}<family>.<rule>: the reason\n\`\`\``,
    'or in `aks-ai.check.yaml`, which also sets severities (`error`, `warning`, `off`):',
    '```yaml\nsuppressions:\n  - rule: images/fixed-and-known-image\n    target: Deployment tools/*\n    reason: built on each node\nseverities:\n  network/public-load-balancer: error\n```',
    ...families.flatMap((family) => [
      `## ${family}`,
      ...rules.filter(({ id }) => id.startsWith(`${family}/`)).map(section),
    ]),
  ].join('\n\n')}\n`;
}

function section(rule: Rule): string {
  const former = formerRuleIds(rule.id);
  const needs = rule.needs.length === 0 ? 'files' : rule.needs.join(' and ');
  return [
    `### ${rule.id}`,
    `${rule.title}. *${rule.severity}; reads ${needs}*`,
    rule.why,
    ...(former.length === 0
      ? []
      : [`Former id, which stays valid: ${former.map((id) => `\`${id}\``).join(', ')}.`]),
    `Bad:\n\n${example(rule.bad)}`,
    `Good:\n\n${example(rule.good)}`,
    `Source: ${rule.source}`,
  ].join('\n\n');
}

function example({ kubernetes, terraform }: RuleExample): string {
  return [
    ...(kubernetes === undefined ? [] : [`\`\`\`yaml\n${kubernetes.trim()}\n\`\`\``]),
    // Terraform JSON as YAML, which is half as long.
    ...(terraform === undefined ? [] : [`\`\`\`yaml\n# *.tf.json\n${stringify(terraform).trim()}\n\`\`\``]),
  ].join('\n\n');
}

if (require.main === module) writeFileSync(path.join(__dirname, 'rules.md'), rulesPage());
