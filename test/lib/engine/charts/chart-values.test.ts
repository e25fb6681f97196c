import { type ChartValues, requireChartValues } from '../../../../lib/engine/charts/chart-values';
import { ProblemList } from '../../../../lib/problems/problem-list';

function problemsOf(values: unknown): readonly string[] {
  const problems = ProblemList.create();
  requireChartValues(problems, values as ChartValues);
  return problems.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('values of a chart', () => {
  it.each<ChartValues>([
    { replicas: 2, enabled: true, name: 'x', list: [1, 'a', {}], nested: { empty: [] } },
    { salt: { secretKeyRef: { name: 'langfuse', key: 'SALT' } } },
    { auth: { existingSecret: 'redis', existingSecretPasswordKey: 'password' } },
    { auth: { secretKeys: { userPasswordKey: 'password' } }, imagePullSecrets: ['pull'] },
    { tls: { secretName: 'tls' }, secretRef: 'x', externalSecret: 'x' },
    { serviceAccount: { automountServiceAccountToken: false }, maxTokens: 5 },
    { auth: { password: '' } },
    { url: 'redis://:$(REDIS_PASSWORD)@host', password: '$(REDIS_PASSWORD)' },
    { env: [{ name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } }] },
    { env: [{ name: 'LOG_LEVEL', value: 'info' }] },
  ])('may be %j', (values) => expect(problemsOf(values)).toEqual([]));

  it.each<[ChartValues, string]>([
    [{ auth: { password: 'hunter2' } }, 'auth.password'],
    [{ apiKey: 'x' }, 'apiKey'],
    [{ 'api-key': 'x' }, 'api-key'],
    [{ clientSecret: 'x' }, 'clientSecret'],
    [{ hfToken: 'x' }, 'hfToken'],
    [{ salt: { value: 'x' } }, 'salt.value'],
    [{ encryptionKey: { value: 'x' } }, 'encryptionKey.value'],
    [{ s3: { secretAccessKey: { value: 'x' } } }, 's3.secretAccessKey.value'],
    [{ env: [{ name: 'DB_PASSWORD', value: 'x' }] }, 'env[0].value'],
    [{ connectionString: 'Server=x' }, 'connectionString'],
    [{ tokens: [], token: ['x'] }, 'token[0]'],
  ])('may not be %j', (values, path) => {
    expect(problemsOf(values)).toEqual([`${path}: the value is a secret`]);
  });

  it('never contains the secret', () => {
    expect(JSON.stringify(problemsOf({ password: 'hunter2' }))).not.toContain('hunter2');
  });

  it.each<[unknown, string]>([
    [{ a: null }, 'a: null is not a valid chart value'],
    [{ a: undefined }, 'a: undefined is not a valid chart value'],
    [{ a: [Number.NaN] }, 'a[0]: NaN is not a valid chart value'],
    [{ a: { b: new Date(0) } }, 'a.b: a Date is not a valid chart value'],
    [{ a: new Map() }, 'a: a Map is not a valid chart value'],
    [{ a: 10n }, 'a: 10 is not a valid chart value'],
  ])('would not arrive: %p', (values, problem) => {
    expect(problemsOf(values)).toEqual([expect.stringContaining(problem)]);
  });
});
