import { outputsExpectation } from '../../../../lib/platform/outputs/outputs-expectation';
import { parsePlatformOutputs } from '../../../../lib/platform/outputs/outputs-file';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { DefinitionError } from '../../../../lib/problems/problem-list';
import { fullPlatform } from '../../../platforms/small-platform';

const expectation = outputsExpectation(resolvePlatform(fullPlatform));

/** As `cdktf deploy --outputs-file` writes it. */
const right: Readonly<Record<string, unknown>> = {
  'client_id_app-identity': 'a41c7e92-05db-4f38-b6e7-2c9d81f4503a',
  'client_id_test-aks-keda': '3f8a5c17-d2b9-4e60-8b41-c97e02d6a5f3',
  cluster_name: 'test-aks',
  oidc_issuer_url: 'https://koreacentral.oic.prod-aks.azure.com/tenant/issuer/',
  resource_group: 'test-rg',
  subscription_id: '11111111-2222-4333-8444-555555555555',
  tenant_id: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  key_vault_uri: 'https://test-kv-x1.vault.azure.net/',
};

const fileWith = (changes: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ test: { ...right, ...changes } }, null, 2);

function problemsOf(text: string | undefined): readonly string[] {
  try {
    parsePlatformOutputs(text, expectation);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
  }
}

describe('the outputs file', () => {
  it('contains the client ids by output', () => {
    const { clientIds } = parsePlatformOutputs(fileWith({}), expectation);
    expect([...clientIds]).toEqual([
      ['client_id_app-identity', 'a41c7e92-05db-4f38-b6e7-2c9d81f4503a'],
      ['client_id_test-aks-keda', '3f8a5c17-d2b9-4e60-8b41-c97e02d6a5f3'],
    ]);
  });

  it('accepts any text for an output without a form', () => {
    const output = { name: 'key_vault_uri', what: 'the Key Vault', neededBy: ['app'] };
    const required = [...expectation.required, output];
    const { keyVaultUri } = parsePlatformOutputs(fileWith({}), { ...expectation, required });
    expect(keyVaultUri).toBe(right['key_vault_uri']);
  });

  it('belongs to this deployment even if Azure returns names in another case', () => {
    expect(problemsOf(fileWith({ resource_group: 'TEST-RG', cluster_name: 'Test-AKS' }))).toEqual([]);
  });

  it.each<[string, string | undefined]>([
    ['missing', undefined],
    ['not JSON', '{'],
    ['a list', '[]'],
    ['with another stack', JSON.stringify({ staging: right })],
    ['empty', '{}'],
    ['from another subscription', fileWith({ subscription_id: '99999999-2222-4333-8444-555555555555' })],
    ['from another tenant', fileWith({ tenant_id: '99999999-7777-4888-9999-aaaaaaaaaaaa' })],
    ['from another cluster', fileWith({ cluster_name: 'old-aks' })],
    ['from another resource group', fileWith({ resource_group: 'old-rg' })],
    [
      'from the sample, with other client ids: one problem',
      JSON.stringify({
        test: {
          subscription_id: '99999999-2222-4333-8444-555555555555',
          resource_group: 'my-rg',
          tenant_id: right['tenant_id'],
          cluster_name: 'my-aks',
        },
      }),
    ],
    ['without a client id', fileWith({ 'client_id_app-identity': undefined })],
    ['with a client id that is not a GUID', fileWith({ 'client_id_app-identity': 'app-identity' })],
    ['with a client id that is a number', fileWith({ 'client_id_app-identity': 4 })],
    [
      'with the all-zero GUID',
      fileWith({ 'client_id_app-identity': '00000000-0000-0000-0000-000000000000' }),
    ],
    [
      'with the client id of a preview',
      fileWith({ 'client_id_app-identity': '00000000-0000-0000-0000-000000000001' }),
    ],
    [
      'with one client id for two identities',
      fileWith({ 'client_id_test-aks-keda': right['client_id_app-identity'] }),
    ],
    ['without the issuer', fileWith({ oidc_issuer_url: undefined })],
  ])('is refused: %s', (_, text) => {
    const problems = problemsOf(text);
    expect(problems).not.toHaveLength(0);
    expect(problems.join('\n')).toMatchSnapshot();
  });

  it('is refused with every problem at once', () => {
    expect(
      problemsOf(
        fileWith({ tenant_id: undefined, 'client_id_app-identity': 'x', oidc_issuer_url: 'http://x' }),
      ),
    ).toHaveLength(3);
  });
});
