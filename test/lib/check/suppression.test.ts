import { allRules } from '../../../lib/check/all-rules';
import { readCheckConfig } from '../../../lib/check/check-config';
import { checkPicture } from '../../../lib/check/check-picture';
import { formerRuleIds } from '../../../lib/check/renamed-rules';
import type { Suppression } from '../../../lib/check/suppression';
import { ProblemList } from '../../../lib/problems/problem-list';
import { pictureOf } from './example-picture';

const pod = (image: string, annotations = '') => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
  namespace: default
  annotations: { ${annotations} }
spec: { template: { spec: { containers: [{ name: app, image: "${image}" }] } } }
`;
const annotated = (reason: string, rule = 'images.fixed-and-known-image') =>
  pictureOf({ kubernetes: pod('app:latest', `"check.aks-ai-platform/${rule}": "${reason}"`) });
const fromFile = (suppression: Partial<Suppression>): Suppression => ({
  rule: 'images/fixed-and-known-image',
  target: 'Deployment default/app',
  reason: 'built on each node',
  from: { file: 'aks-ai.check.yaml' },
  ...suppression,
});
const rulesOf = (picture: ReturnType<typeof pictureOf>, suppressions: readonly Suppression[] = []) =>
  checkPicture(picture, { suppressions }).findings.map(({ rule }) => rule);
const image = 'images/fixed-and-known-image';

test('an annotation with a reason suppresses the findings of its object', () => {
  const report = checkPicture(annotated('built on each node'));
  expect(report.findings.filter(({ rule }) => rule === image)).toEqual([]);
  expect(report.suppressed.map(({ finding, suppression }) => [finding.rule, suppression.reason])).toEqual([
    [image, 'built on each node'],
  ]);
});

test('a suppression without a reason has no effect and is a finding', () => {
  expect(rulesOf(annotated(' '))).toEqual(
    expect.arrayContaining([image, 'check/suppression-without-reason']),
  );
});

test.each([
  ['of an unknown rule', 'images.unheard-of'],
  ['of a rule without a finding', 'gitops.one-owner'],
])('a suppression %s is a finding', (_, rule) => {
  const found = rulesOf(annotated('because', rule));
  expect(found).toContain(image);
  if (rule === 'gitops.one-owner') expect(found).toContain('check/unused-suppression');
});

const latest = pictureOf({ kubernetes: pod('app:latest') });

test.each([
  ['an object', {}],
  ['a pattern of its name', { target: 'Deployment default/*' }],
  ['a file', { target: 'example.yaml' }],
  ['a family', { rule: 'images/*' }],
])('a configuration file suppresses by %s', (_, more) => {
  const report = checkPicture(latest, { suppressions: [fromFile(more)] });
  expect(report.suppressed).toHaveLength(1);
  expect(report.findings.filter(({ rule }) => rule === image)).toEqual([]);
});

test('a target does not match a longer name', () => {
  expect(rulesOf(latest, [fromFile({ target: 'Deployment default/application' })])).toEqual(
    expect.arrayContaining([image, 'check/unused-suppression']),
  );
});

test('a dot in a target matches only a dot', () => {
  expect(rulesOf(latest, [fromFile({ target: 'Deployment.default/app' })])).toContain(image);
});

test('a suppression of a skipped rule is not a finding', () => {
  const terraformOnly = pictureOf({
    terraform: { resource: { azurerm_key_vault: { vault: { name: 'a' } } } },
  });
  expect(rulesOf(terraformOnly, [fromFile({})])).not.toContain('check/unused-suppression');
});

test('a severity setting disables a rule or changes its severity', () => {
  const off = checkPicture(latest, { severities: { [image]: 'off' } });
  expect(off.findings.filter(({ rule }) => rule === image)).toEqual([]);
  const warning = checkPicture(latest, { severities: { [image]: 'warning' } });
  expect(warning.findings.find(({ rule }) => rule === image)?.severity).toBe('warning');
});

describe('the former id of a renamed rule', () => {
  const former = 'images/privileged';
  const current = 'security/privileged';
  const privileged = (name: string, annotation = '') => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: default, annotations: { ${annotation} } }
spec: { template: { spec: { containers: [{ name: app, image: "app:1.0.0", securityContext: { privileged: true } }] } } }
`;
  const annotation = '"check.aks-ai-platform/images.privileged": "reads the GPU"';
  const about = (rules: readonly string[]) =>
    rules.filter((rule) => rule === current || rule.startsWith('check/'));

  it('suppresses, and one warning reports the rename however many suppressions have it', () => {
    const picture = pictureOf({ kubernetes: privileged('a', annotation) + privileged('b', annotation) });
    const report = checkPicture(picture, { suppressions: [fromFile({ rule: former, target: '*' })] });
    expect(report.suppressed.map(({ finding }) => finding.rule)).toEqual([current, current]);
    const renames = report.findings.filter(({ rule }) => rule === 'check/renamed-rule');
    expect(renames.map(({ severity, object, message }) => [severity, object, message])).toEqual([
      [
        'warning',
        'Deployment default/a',
        'Rule images/privileged is now security/privileged; suppressions with the former id still work.',
      ],
    ]);
  });

  it.each([former, current, 'images/*', 'security/*'])('is covered by %s', (rule) => {
    const picture = pictureOf({ kubernetes: privileged('app') });
    const report = checkPicture(picture, { suppressions: [fromFile({ rule })] });
    expect(report.suppressed.map(({ finding }) => finding.rule)).toEqual([current]);
    expect(about(report.findings.map((finding) => finding.rule))).toEqual(
      rule === former ? ['check/renamed-rule'] : [],
    );
  });

  it('is unused where nothing is privileged', () => {
    expect(about(rulesOf(latest, [fromFile({ rule: former })]))).toEqual([
      'check/renamed-rule',
      'check/unused-suppression',
    ]);
  });

  it('sets the severity, unless the current id sets another one', () => {
    const picture = pictureOf({ kubernetes: privileged('app') });
    const severityIn = (severities: Record<string, 'off' | 'warning' | 'error'>) =>
      checkPicture(picture, { severities }).findings.find(({ rule }) => rule === current)?.severity;
    expect(severityIn({ [former]: 'off' })).toBeUndefined();
    expect(severityIn({ [former]: 'warning' })).toBe('warning');
    expect(severityIn({ [current]: 'warning', [former]: 'off' })).toBe('warning');
  });

  it('is a rule for the configuration file', () => {
    const problems = ProblemList.create();
    const ruleIds = allRules.map(({ id }) => id);
    const config = readCheckConfig(`severities: { ${former}: off }`, 'aks-ai.check.yaml', ruleIds, problems);
    expect([config.severities, problems.problems]).toEqual([{ [former]: 'off' }, []]);
  });

  it('leads to a rule that exists, and is no rule itself', () => {
    const ids = new Set<string>(allRules.map(({ id }) => id));
    const renames = allRules.flatMap(({ id }) => formerRuleIds(id));
    expect(renames.sort()).toEqual(['images/pod-security', 'images/privileged']);
    expect(renames.filter((id) => ids.has(id))).toEqual([]);
  });
});
