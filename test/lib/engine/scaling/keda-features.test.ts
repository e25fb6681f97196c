import {
  featuresOfObject,
  featuresOfTrigger,
  kedaAddOnOf,
  lacks,
} from '../../../../lib/engine/scaling/keda-features';

test.each([
  ['1.34', '2.17', false],
  ['1.35.9', '2.17', false],
  ['1.36', '2.19', false],
  // No source names the KEDA of 1.37.
  ['1.37', '2.19', true],
])('Kubernetes %s has KEDA %s', (version, minor, isMinimum) => {
  expect(kedaAddOnOf(version)).toMatchObject({ minor, isMinimum });
});

test.each(['1.20', '1.99', 'latest'])('the KEDA of "%s" is unknown', (version) => {
  expect(kedaAddOnOf(version)).toBeUndefined();
});

test('a trigger has its scaler and its parameters', () => {
  expect(featuresOfTrigger('opensearch', { index: 'jobs' })).toEqual([
    { path: 'type', kind: 'scaler', name: 'opensearch', since: '2.20' },
  ]);
  expect(featuresOfTrigger('metrics-api', { url: 'https://jobs', timeout: '5s' })).toEqual([
    { path: 'metadata.timeout', kind: 'parameter', name: 'timeout', since: '2.20' },
  ]);
  expect(featuresOfTrigger('cron', { timezone: 'UTC' })).toEqual([]);
  expect(featuresOfTrigger('constructor', { toString: '' })).toEqual([]);
});

test('an object has its fields, with the indexes of lists', () => {
  const container = { name: 'app', restartPolicyRules: [{ action: 'Restart' }] };
  expect(
    featuresOfObject({
      kind: 'ScaledJob',
      spec: { jobTargetRef: { template: { spec: { containers: [{ name: 'proxy' }, container] } } } },
    } as { kind: string }),
  ).toEqual([
    {
      path: 'spec.jobTargetRef.template.spec.containers[1].restartPolicyRules',
      kind: 'field',
      name: 'restartPolicyRules',
      since: '2.19',
    },
  ]);
  expect(featuresOfObject({ kind: 'Deployment' })).toEqual([]);
});

test('a version has what the versions before it have', () => {
  const [feature] = featuresOfTrigger('kubernetes-resource', {});
  const keda = (minor: string) => ({ minor, isMinimum: false, from: '' });
  expect(['2.17', '2.18', '2.19', '2.20'].map((minor) => lacks(keda(minor), feature!))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
