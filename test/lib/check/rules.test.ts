import { allRules } from '../../../lib/check/all-rules';
import { checkPicture } from '../../../lib/check/check-picture';
import { type RuleExample, ruleFamilies } from '../../../lib/check/rule';
import { pictureOf } from './example-picture';

describe.each(allRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('finds exactly its bad example', () => {
    const { findings } = checkPicture(pictureOf(rule.bad), { rules: [rule] });
    expect(findings.map(({ rule: id }) => id)).toEqual([rule.id]);
  });

  it('reports the line, one sentence about a value of its bad example, what is expected, and a fix', () => {
    const [finding] = checkPicture(pictureOf(rule.bad), { rules: [rule] }).findings;
    const { line, message, expected, fix, field } = finding!;
    expect(line).toBeGreaterThan(0);
    expect(message).toMatch(oneSentence);
    const known = exampleWords(rule.bad, field);
    expect(wordsOf(message).filter((word) => known.has(word) || /\d/.test(word))).not.toEqual([]);
    expect(expected).toMatch(/^\S.*[^.\s]$/);
    expect(fix).toMatch(/^[A-Z].*[^.]\.$/);
    expect(imperatives).toContain(fix.split(' ')[0]);
  });

  it('has a title that states a requirement, and a reason', () => {
    expect(rule.title).toMatch(sentenceStart);
    expect(rule.title).toMatch(/\b(?:must|needs?|cannot)\b/);
    expect(rule.title).toMatch(/[^.]$/);
    expect(rule.why).toMatch(sentenceStart);
    expect(rule.why).toMatch(/[^.]\.$/);
  });

  it('lets its good example pass', () => {
    expect(checkPicture(pictureOf(rule.good), { rules: [rule] }).findings).toEqual([]);
  });

  it('does not fail on objects without a spec', () => {
    const empty = {
      kubernetes: [
        'Deployment',
        'StatefulSet',
        'Service',
        'ServiceAccount',
        'ScaledObject',
        'ScaledJob',
        'TriggerAuthentication',
        'HorizontalPodAutoscaler',
        'PodDisruptionBudget',
        'NetworkPolicy',
        'Ingress',
        'PersistentVolumeClaim',
        'Secret',
        'SecretProviderClass',
        'Application',
        'AppProject',
        'Unknown',
      ]
        .map(
          (kind) => `apiVersion: example.com/v1\nkind: ${kind}\nmetadata: { name: x, namespace: default }\n`,
        )
        .join('---\n'),
    };
    const { findings } = checkPicture(pictureOf(empty), { rules: [rule] });
    expect(findings.filter(({ rule: id }) => id === 'check/internal-error')).toEqual([]);
  });

  it('names its source with a date', () => {
    expect(rule.source).toMatch(/\(20\d\d-\d\d\)/);
  });
});

/** A capital, or a name that is written so: vLLM, gpu_driver. */
const sentenceStart = /^(?:[A-Z]|[a-z]+[A-Z_\d])/;

/** Ends with its only full stop; those in names, versions and quotations have no space and capital behind them. */
const oneSentence = /^(?!.*[.!?] [A-Z]).*[^.]\.$/;

/** Verbs that a fix starts with. */
const imperatives = [
  'Add',
  'Assign',
  'Choose',
  'Copy',
  'Correct',
  'Create',
  'Delete',
  'Extend',
  'Give',
  'Keep',
  'List',
  'Lower',
  'Make',
  'Mount',
  'Move',
  'Pass',
  'Put',
  'Raise',
  'Reference',
  'Remove',
  'Rename',
  'Replace',
  'Request',
  'Scale',
  'Select',
  'Set',
  'Shorten',
  'Store',
  'Use',
  'Wrap',
  'Write',
];

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^a-z\d./:-]+/)
    .map((word) => word.replace(/[.:]+$/, ''));
}

/** Words of the keys and values of an example, and of the finding's field. */
function exampleWords({ kubernetes = '', terraform = {} }: RuleExample, field = ''): ReadonlySet<string> {
  const words = [kubernetes, JSON.stringify(terraform), field.replace(/[.[\]]/g, ' ')].flatMap(wordsOf);
  return new Set(words.filter((word) => word.length > 1));
}

test('ids are unique and start with their family', () => {
  const ids = allRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !new RegExp(`^(${ruleFamilies.join('|')})/[a-z0-9-]+$`).test(id))).toEqual([]);
});

test('does not show a secret that it found', () => {
  const secret = `hf_${'a1b2'.repeat(9)}`;
  const { findings } = checkPicture(pictureOf({ kubernetes: `token: ${secret}` }));
  expect(findings).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain(secret);
});
