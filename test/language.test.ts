import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '..');

/**
 * Words and forms that readers of the documentation misunderstood, with the plain form. Kubernetes and Google documentation style:
 * name the actor, use the present tense, use the vendor's own terms.
 */
const rejected: readonly (readonly [RegExp, string])[] = [
  // The rule id scheduling/affinity-to-nobody is a contract: suppressions contain it.
  [/(?<!affinity-to-)\bnobody\b/i, 'name the actor: "no workload", "no operator"'],
  [/\bsomebody(?:'s)?\b/i, 'name the actor: "an operator", "another team"'],
  [/\banybody\b|\beverybody\b/i, 'name the actor'],
  [/\bwhoever\b/i, '"if you …", or name the actor'],
  [/\banew\b|\bmade new\b/i, '"recreated", "replaced", "restarted", "regenerated"'],
  [/\b(?:is|are|be|been|was|were|being) told\b/i, '"gets", "receives", "reports"'],
  [/\btold (?:of|to|by|at|in|with|apart|as|once)\b/i, '"reported", "configured"'],
  [/\btells? (?:of|whom)\b/i, '"reports", "warns about"'],
  [/\bmend(?:s|ed|ing)?\b/i, '"fix"'],
  [/\bwork(?:s|ed|ing)? off\b/i, '"processed", "drained"'],
  [/\bbeside\b/i, '"next to", "in addition to", "together with"'],
  [
    /(?<!\b(?:operator|user|person|engineer|reader|administrator|client)s? )\bwho (?:has|wants|asks|says|does|gives|takes|reads|runs)\b/i,
    'a noun: "an operator who …", "if you …"',
  ],
  [/\b(?:is|are|has|have|was) no more\b|\bany more\b(?! (?:than|of))/i, '"no longer"'],
  [/\ball the same\b/i, '"nevertheless", or leave it out'],
  [/\bof which\b/i, 'two sentences'],
  [/\bis wanted\b|\bare wanted\b/i, '"is required", "is requested"'],
  [/\bis to go\b|\bare to go\b|\bthat goes away\b/i, '"is deleted"'],
  [/\bone of everything\b/i, '"one of each"'],
  [/\bworks? off\b/i, '"processes", "drains"'],
  [/\b(?:comes|came) to know\b/i, '"finds", "learns"'],
  [/\bsay(?:s)? so\b|\bsaid so\b/i, '"sets it", "declares it", "reports it"'],
];

/**
 * Verbs of people with a thing as the subject. Not in tests, which have identifiers with these names, and not in generated bindings, which
 * quote the texts of their vendors.
 */
const rejectedOutsideOfTests: readonly (readonly [RegExp, string])[] = [
  [/\b(?:says|tells)\b/i, '"reports", "contains", "describes"'],
];

const hasOnlyTexts = (file: string): boolean => !/^(?:test|imports)\//.test(file);

/** Texts that people read: sources with their comments, documents, and what synth writes. Generated code and data are not. */
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((name) => /\.(?:ts|cjs|mjs|md|py|yaml|svg)$/.test(name))
  .filter((name) => !/^(?:imports\/.*-.*\.ts|imports\/.*\.k8s\.io\.ts)$/.test(name))
  .filter((name) => !['test/language.test.ts', 'test/lib/check/rules.test.ts'].includes(name));

function findings(): readonly string[] {
  return files.flatMap((file) => {
    const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
    const forms = hasOnlyTexts(file) ? [...rejected, ...rejectedOutsideOfTests] : rejected;
    return lines.flatMap((line, index) =>
      forms.flatMap(([form, instead]) => {
        const match = form.exec(line);
        return match === null ? [] : [`${file}:${index + 1}: "${match[0]}": ${instead}`];
      }),
    );
  });
}

describe('the language of texts', () => {
  it('reads the sources, the documents and dist/', () => {
    expect(files.length).toBeGreaterThan(1000);
    for (const place of [
      'README.md',
      'lib/',
      'constructs/',
      'cli/',
      'docs/',
      'dist/',
      'test/',
      'examples/',
    ]) {
      expect(files.some((file) => file.startsWith(place))).toBe(true);
    }
  });

  it('has no word that readers misunderstand', () => {
    expect(findings()).toEqual([]);
  });
});
