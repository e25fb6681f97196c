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
    ['ConfigMap', 'data.adminPassword', 'hunter2'],
    ['Application', 'spec.source.helm.valuesObject.redis.clientSecret', 'hunter2'],
    ['ConfigMap', 'data["tls.key"]', 'hunter2'],
    ['ConfigMap', 'data.config', 'adminPassword: hunter2\nretries: 3'],
    ['ConfigMap', 'data.config', 'password: "hunter2 hunter2"'],
    ['ConfigMap', 'data.storage', 'AccountName=a;AccountKey=hunter2==;EndpointSuffix=core.windows.net'],
    ['ConfigMap', 'data.bus', 'Endpoint=sb://a/;SharedAccessKeyName=Root;SharedAccessKey=hunter2='],
    ['ConfigMap', 'data.blob', 'https://a.blob.core.windows.net/c?sv=1&sig=hunter2&se=2'],
    ['ConfigMap', 'data.headers', 'Authorization: Bearer hunter2'],
    ['ConfigMap', 'data.pem', '-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----'],
    ['Deployment', 'spec.template.spec.containers[app].args[0]', `hf_${'hunter2'.repeat(5)}`],
    ['Deployment', 'spec.template.spec.containers[app].args[]', '--verbose --api-key hunter2'],
    ['Deployment', 'spec.template.spec.containers[app]', { args: ['--api-key', 'hunter2', '--quiet'] }],
    ['Deployment', 'spec.template.spec.containers[app]', { args: ['--api-key=hunter2'] }],
    [
      'Deployment',
      'spec.template.spec.containers[app]',
      { env: [{ name: 'A', value: 'b;AccountKey=hunter2' }] },
    ],
    ['azurerm_key_vault_secret', 'value', 'hunter2'],
    ['azurerm_key_vault_certificate', 'certificate.contents', 'hunter2'],
    ['azurerm_key_vault_certificate', 'certificate', { contents: 'hunter2' }],
    ['azurerm_application_gateway', 'ssl_certificate[a].data', 'hunter2'],
    ['azurerm_application_gateway', 'ssl_certificate[a]', { name: 'a', data: 'hunter2' }],
    ['helm_release', 'set_sensitive[user].value', 'hunter2'],
    ['helm_release', 'set_sensitive', [{ name: 'user', value: 'hunter2' }]],
    ['helm_release', 'values[]', 'adminPassword: hunter2\nreplicas: 1'],
    ['azurerm_monitor_action_group', 'webhook_receiver[a].service_uri', 'https://example.com/hunter2'],
    ['Application', 'spec.url', 'https://hooks.slack.com/services/T0/B0/hunter2'],
  ])('%s: %s', (kind, path, value) => {
    const text = shown(kind, path, value);
    expect(text).toContain('(hidden)');
    expect(text).not.toMatch(/hunter2|c2VjcmV0/);
  });
});

describe('a reference to a secret is printed', () => {
  it.each<[path: string, value: unknown, text: string]>([
    ['data["config.yaml"] › general.master_key', 'os.environ/MASTER_KEY', 'os.environ/MASTER_KEY'],
    ['env[API_KEY].value', '$(OTHER_KEY)', '$(OTHER_KEY)'],
    ['env[A].valueFrom.secretKeyRef', { name: 'app', key: 'API_KEY' }, '{"name":"app","key":"API_KEY"}'],
    ['valuesObject.redis.auth.existingSecret', 'langfuse-secrets', 'langfuse-secrets'],
    ['automountServiceAccountToken', false, 'false'],
    ['env[TOKENIZERS_PARALLELISM].value', 'false', 'false'],
    ['env[MAX_TOKENS].value', '100', '100'],
    ['env[A].value', 'https://my-kv.vault.azure.net/secrets/a', 'https://my-kv.vault.azure.net/secrets/a'],
    ['args[--api-key-file]', '/mnt/secrets/key', '/mnt/secrets/key'],
    ['args[]', '--api-key --quiet', '--api-key --quiet'],
    [
      'args',
      ['--max-model-len', '8192', '--api-key', '$(KEY)'],
      '["--max-model-len","8192","--api-key","$(KEY)"]',
    ],
    ['volumeMounts[a]', { name: 'token', mountPath: '/token' }, '{"name":"token","mountPath":"/token"}'],
  ])('%s', (path, value, text) => {
    expect(shown('Deployment', path, value)).toBe(text);
  });
});

it('a secret after its flag is not printed if only the order changes', () => {
  const [before, after] = [
    ['--api-key', 'hunter2', '--quiet'],
    ['--quiet', '--api-key', 'hunter2'],
  ];
  const cells = valueCells('Deployment', { path: 'args', fields: ['args'], before, after, only: 'order' });
  expect(cells).toEqual([
    ['order: ', { code: '--api-key, (hidden), --quiet' }],
    ['order: ', { code: '--quiet, --api-key, (hidden)' }],
  ]);
});

it('a change of order or spelling is a word', () => {
  const order: FieldChange = { path: 'l', fields: [], before: ['a', 'b'], after: ['b', 'a'], only: 'order' };
  expect(valueCells('Deployment', order)).toEqual([
    ['order: ', { code: 'a, b' }],
    ['order: ', { code: 'b, a' }],
  ]);
  expect(valueCells('ConfigMap', { ...order, only: 'spelling' })).toEqual([
    ['same content, other spelling'],
    [''],
  ]);
});
