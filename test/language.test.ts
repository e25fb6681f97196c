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

/** Words that the texts of rules avoid in addition. Elsewhere they are also names of variables. */
const rejectedInRules: typeof rejected = [
  [/\btold\b/i, '"reported", "configured"'],
  [/\bwanted\b/i, '"required", "requested"'],
  [/\basks? for\b/i, '"requests"'],
  [/\bfor ever\b/i, '"indefinitely", "permanently"'],
  [/\b(?:least|most) of\b/i, '"minimum", "maximum"'],
];
const textsOfRules = /^(?:lib\/check\/rules\/|docs\/rules\.md$)/;

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
  .filter((name) => /\.(?:ts|cjs|mjs|md|py|yaml|svg|txt)$/.test(name))
  .filter((name) => !/^(?:imports\/.*-.*\.ts|imports\/.*\.k8s\.io\.ts)$/.test(name))
  .filter((name) => name !== 'test/language.test.ts');

/** Start of a line that is not a part of its sentence: indentation, the sign of a comment or of a quotation. */
const lineStart = (file: string) => (file.endsWith('.md') ? /^\s*>?\s*/ : /^\s*(?:\*|\/\/|#)?\s*/);
/** A line that starts a sentence of its own: a list item, a row of a table, a heading. */
const startsSentence = /^(?:[-*|#]|\d+\.|$)/;

/** The words in a file that readers misunderstand. A form of several words can continue on the next line. */
function findingsIn(file: string, source: string): readonly string[] {
  const starts: number[] = [];
  let text = '';
  for (const line of source.split('\n')) {
    const content = line.replace(lineStart(file), '').trimEnd();
    text += startsSentence.test(content) ? '\n' : ' ';
    starts.push(text.length);
    text += content;
  }
  const lineOf = (index: number) => starts.filter((start) => start <= index).length;
  const forms = [
    ...rejected,
    ...(textsOfRules.test(file) ? rejectedInRules : []),
    ...(hasOnlyTexts(file) ? rejectedOutsideOfTests : []),
  ];
  return forms.flatMap(([form, instead]) =>
    [...text.matchAll(new RegExp(form, 'gi'))].map(
      ({ 0: found, index }) => `${file}:${lineOf(index)}: "${found}": ${instead}`,
    ),
  );
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
    const findings = files.flatMap((file) => findingsIn(file, readFileSync(path.join(root, file), 'utf8')));
    expect(findings).toEqual([]);
  });

  it.each([
    ['a.ts', '/**\n * The pod is\n * told of it.\n */', 'a.ts:2: "is told"'],
    ['a.ts', '// It goes on all the\n// same.', 'a.ts:1: "all the same"'],
    ['a.md', 'The pods\nwork\noff the queue.', 'a.md:2: "work off"'],
    ['a.txt', '# For the tests, beside\n# the others', 'a.txt:1: "beside"'],
    ['lib/check/rules/a.ts', "title: 'Nodes that are wanted',", 'lib/check/rules/a.ts:1: "are wanted"'],
    ['lib/check/rules/a.ts', '\n\nfor\never', 'lib/check/rules/a.ts:3: "for ever"'],
  ])('rejects words in %s: %j', (file, source, finding) => {
    expect(findingsIn(file, source)[0]).toContain(finding);
  });

  it.each([
    ['a.md', '- The pods work\n- Off the queue'],
    ['a.md', 'The pods work\n\noff the queue'],
    ['a.ts', 'const told = [];'],
    ['a.md', 'An operator\nwho has access'],
  ])('accepts in %s: %j', (file, source) => {
    expect(findingsIn(file, source)).toEqual([]);
  });
});
