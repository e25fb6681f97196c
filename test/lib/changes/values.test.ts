import type { FieldChange } from '../../../lib/changes/compare/field-change';
import { valueCells } from '../../../lib/changes/report/values';

const change = (path: string, before: unknown, after: unknown): FieldChange => ({
  path,
  fields: [],
  before,
  after,
});
const shown = (kind: string, path: string, value: unknown) =>
  valueCells(kind, change(path, undefined, value))[1]
    .map((part) => (typeof part === 'string' ? part : part.code))
    .join('');

describe('a secret is not printed', () => {
  it.each<[kind: string, path: string, value: unknown]>([
    ['Secret', 'data.key', 'c2VjcmV0'],
    ['Secret', 'stringData["a.b"]', 'hunter2'],
    ['Deployment', 'spec.template.spec.containers[app].env[API_KEY].value', 'hunter2'],
    ['Deployment', 'spec.template.spec.containers[app].env[DB_PASSWORD].value', 'hunter2'],
    ['Deployment', 'spec.template.spec.containers[app].args[--api-key]', 'hunter2'],
    ['Deployment', 'spec.template.spec.containers[app].args[]', '--verbose --token=hunter2'],
    [
      'Deployment',
      'spec.template.spec.containers[app].env[API_TOKEN]',
      { name: 'API_TOKEN', value: 'hunter2' },
    ],
    [
      'Deployment',
      'spec.template.spec.containers[app]',
      { env: [{ name: 'CLIENT_SECRET', value: 'hunter2' }] },
    ],
    ['ConfigMap', 'data["config.yaml"] › general.master_key', 'hunter2'],
    ['ConfigMap', 'data["config.env"]', 'a=1\nPASSWORD=hunter2\nb=2'],
    ['ConfigMap', 'data.url', 'postgres://app:hunter2@db.example.com/app'],
    ['azurerm_kubernetes_cluster', 'windows_profile.admin_password', 'hunter2'],
    ['azurerm_container_app', 'secret[a].value', { password: 'hunter2' }],
  ])('%s: %s', (kind, path, value) => {
    const text = shown(kind, path, value);
    expect(text).toContain('(hidden)');
    expect(text).not.toMatch(/hunter2|c2VjcmV0/);
  });
});

describe('what only names a secret is printed', () => {
  it.each<[path: string, value: unknown, text: string]>([
    ['data["config.yaml"] › general.master_key', 'os.environ/MASTER_KEY', 'os.environ/MASTER_KEY'],
    ['env[API_KEY].value', '$(OTHER_KEY)', '$(OTHER_KEY)'],
    ['env[A].valueFrom.secretKeyRef', { name: 'app', key: 'API_KEY' }, '{"name":"app","key":"API_KEY"}'],
    ['valuesObject.redis.auth.existingSecret', 'langfuse-secrets', 'langfuse-secrets'],
    ['automountServiceAccountToken', false, 'false'],
    ['env[TOKENIZERS_PARALLELISM].value', 'false', 'false'],
    ['env[MAX_TOKENS].value', '100', '100'],
  ])('%s', (path, value, text) => {
    expect(shown('Deployment', path, value)).toBe(text);
  });
});

it('order and spelling are said in words', () => {
  const order: FieldChange = { path: 'l', fields: [], before: ['a', 'b'], after: ['b', 'a'], only: 'order' };
  expect(valueCells('Deployment', order)).toEqual([
    ['order: ', { code: 'a, b' }],
    ['order: ', { code: 'b, a' }],
  ]);
  expect(valueCells('ConfigMap', { ...order, only: 'spelling' })).toEqual([['written otherwise'], ['']]);
});
