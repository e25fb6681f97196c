import type { Log } from 'sarif';
import { allRules } from '../../../lib/check/all-rules';
import { checkPicture } from '../../../lib/check/check-picture';
import type { Finding } from '../../../lib/check/finding';
import { jsonReport } from '../../../lib/check/report/json-report';
import { junitReport } from '../../../lib/check/report/junit-report';
import { sarifLog, sarifReport } from '../../../lib/check/report/sarif-report';
import { textReport } from '../../../lib/check/report/text-report';
import { pictureOf } from './example-picture';

const picture = pictureOf({
  kubernetes: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: default }
spec: { template: { spec: { containers: [{ name: app, image: "app:latest" }] } } }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: other
  namespace: default
  annotations: { check.aks-ai-platform/images.fixed-and-known-image: 'built on "each" <node> & kept' }
spec: { template: { spec: { containers: [{ name: app, image: "other:latest" }] } } }
`,
});
const rules = allRules.filter(({ id }) => id === 'images/fixed-and-known-image' || id === 'gitops/one-owner');
const terraformRule = { ...rules[0]!, id: 'services/x' as const, needs: ['terraform' as const] };
const report = checkPicture(picture, {
  rules: [...rules, terraformRule],
  unreadable: [{ file: 'broken.yaml', line: 2, message: 'a map & <more>' }],
});

test('the text report lists findings by file', () => {
  expect(textReport(report, 'dist cdktf.out')).toMatchSnapshot();
});

test('the reports list what no rule could check', () => {
  const unchecked = [
    {
      rule: 'model/fit',
      file: 'a.yaml',
      object: 'Deployment models/vllm',
      because: 'the table has no model x',
    },
  ];
  expect(textReport({ ...report, unchecked }, 'dist')).toContain(
    'Not checked\n  a.yaml Deployment models/vllm (model/fit): the table has no model x\n',
  );
  expect(JSON.parse(jsonReport({ ...report, unchecked })).unchecked).toEqual(unchecked);
});

test('the JSON report contains findings, suppressions and skipped rules', () => {
  const { findings, suppressed, skipped, rules: ran } = JSON.parse(jsonReport(report));
  expect(findings).toEqual(report.findings);
  expect(suppressed[0]).toMatchObject({
    rule: 'images/fixed-and-known-image',
    reason: 'built on "each" <node> & kept',
  });
  expect([skipped, ran]).toEqual([report.skipped, rules.map(({ id }) => id)]);
});

describe('the SARIF report', () => {
  // The types come from the schema of the standard, so a wrong log does not compile.
  const log: Log = sarifLog(report, '1.2.3');
  const [run] = log.runs;

  it('is what the report contains', () => {
    expect(JSON.parse(sarifReport(report, '1.2.3'))).toEqual(JSON.parse(JSON.stringify(log)));
    expect([log.version, log.$schema]).toEqual(['2.1.0', 'https://json.schemastore.org/sarif-2.1.0.json']);
  });

  it('has the line of each finding', () => {
    const places = run!.results!.map(({ ruleId, level, locations, suppressions }) => [
      ruleId,
      level,
      locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      locations?.[0]?.physicalLocation?.region?.startLine,
      suppressions?.[0]?.justification,
    ]);
    expect(places).toEqual([
      ['check/unreadable', 'error', 'broken.yaml', 2, undefined],
      ['images/fixed-and-known-image', 'error', 'example.yaml', 5, undefined],
      ['images/fixed-and-known-image', 'error', 'example.yaml', 13, 'built on "each" <node> & kept'],
    ]);
  });

  it('points from each result to its rule', () => {
    for (const { ruleId, ruleIndex } of run!.results!) {
      expect(run!.tool.driver.rules![ruleIndex!]!.id).toBe(ruleId);
    }
  });

  it('has fingerprints without line numbers', () => {
    const fingerprints = run!.results!.map(({ partialFingerprints }) => partialFingerprints!['finding/v1']);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
    expect(fingerprints.join()).not.toMatch(/\|\d+\|/);
  });
});

describe('the JUnit report', () => {
  const isError = ({ severity }: Finding) => severity === 'error';
  const xml = junitReport(report, isError);

  it('has a failed, passed or skipped test case for each rule', () => {
    expect(xml).toMatchSnapshot();
  });

  it('is well-formed XML', () => {
    const open: string[] = [];
    for (const [, slash, name, selfClosing] of xml.matchAll(/<(\/?)([a-z-]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (slash === '/') expect(open.pop()).toBe(name);
      else if (selfClosing !== '/') open.push(name!);
    }
    expect(open).toEqual([]);
    expect(xml.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
  });
});
