import type { AgentAppDefinition } from '../../../../lib/definition/application-definition';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { aiPlatform } from '../../../platforms/ai-platform';

function resolved(change: Partial<AgentAppDefinition>) {
  const agentApps = aiPlatform.agentApps.map((agent) => ({ ...agent, ...change }));
  const platform = resolvePlatform({ ...aiPlatform, agentApps });
  const [agent] = workloadsOf(platform, 'agent-app');
  const vault = platform.vaultSecrets.map(({ name }) => name).filter((name) => /licen|langsmith/i.test(name));
  return {
    variables: agent!.secrets.map(({ variable }) => variable).filter((name) => /_KEY$/.test(name)),
    verifiesLicence: agent!.verifiesLicence,
    vault,
  };
}

test('an agent needs a licence key in the Key Vault', () => {
  const { variables, verifiesLicence, vault } = resolved({});
  expect([variables.at(-1), verifiesLicence, vault]).toEqual([
    'LANGGRAPH_CLOUD_LICENSE_KEY',
    true,
    ['agent-license-key'],
  ]);
});

test('several agents may share a licence key', () =>
  expect(resolved({ licence: { licenseKeySecret: 'langgraph-license' } }).vault).toEqual([
    'langgraph-license',
  ]));

test('the API key of LangSmith is also a licence', () => {
  const { variables, vault } = resolved({ licence: { langSmithApiKeySecret: 'langsmith-key' } });
  expect([variables.at(-1), vault]).toEqual(['LANGSMITH_API_KEY', ['langsmith-key']]);
});

test('an image without a licence check needs no key', () => {
  const { variables, verifiesLicence, vault } = resolved({ licence: 'none' });
  expect(variables).not.toContain('LANGGRAPH_CLOUD_LICENSE_KEY');
  expect([verifiesLicence, vault]).toEqual([false, []]);
});
