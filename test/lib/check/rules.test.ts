import { allRules } from '../../../lib/check/all-rules';
import { checkPicture } from '../../../lib/check/check-picture';
import { ruleFamilies } from '../../../lib/check/rule';
import { pictureOf } from './example-picture';

describe.each(allRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('finds exactly its bad example', () => {
    const { findings } = checkPicture(pictureOf(rule.bad), { rules: [rule] });
    expect(findings.map(({ rule: id }) => id)).toEqual([rule.id]);
  });

  it('says where, what is, what must be and what to change', () => {
    const [finding] = checkPicture(pictureOf(rule.bad), { rules: [rule] }).findings;
    expect(finding!.line).toBeGreaterThan(0);
    for (const part of [finding!.message, finding!.expected, finding!.fix]) expect(part).toMatch(/\S/);
  });

  it('lets its good example pass', () => {
    expect(checkPicture(pictureOf(rule.good), { rules: [rule] }).findings).toEqual([]);
  });

  it('is silent about an empty picture, and about objects that say nothing', () => {
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
    for (const text of [rule.title, rule.why]) expect(text).toMatch(/\S/);
  });
});

test('ids are unique, and of a family', () => {
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
