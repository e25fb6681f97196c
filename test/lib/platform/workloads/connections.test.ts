import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import type { UseDefinition } from '../../../../lib/definition/workload-definition';
import { connectionsOf } from '../../../../lib/platform/workloads/connections';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { aiPlatform } from '../../../platforms/ai-platform';

const gateway = { type: 'inference-gateway', name: 'models', nodePool: 'cpupool' } as const;

function connections(
  uses: readonly UseDefinition[],
  platform: Parameters<typeof connectionsOf>[1] = aiPlatform,
) {
  const problems = ProblemList.create();
  const result = connectionsOf({ name: 'app', uses }, platform, problems);
  return { ...result, problems: problems.problems.map(({ message }) => message) };
}

test('nothing for an application that uses nothing', () => {
  expect(connections([])).toEqual({
    environment: {},
    secrets: [],
    calls: [],
    sendsTo: undefined,
    problems: [],
  });
});

test('the gateway has an address and a key for each application', () => {
  const { environment, secrets } = connections(['gateway']);
  expect(environment['OPENAI_BASE_URL']).toBe('http://litellm/v1');
  expect(secrets).toEqual([{ variable: 'OPENAI_API_KEY', secret: 'app-gateway-key' }]);
});

test('the key may have another name', () => {
  expect(connections([{ gateway: { keySecret: 'shared-key' } }]).secrets).toEqual([
    { variable: 'OPENAI_API_KEY', secret: 'shared-key' },
  ]);
});

test('a server without the gateway is called with the key that it wants', () => {
  const { environment, secrets } = connections([{ inferenceServer: 'chat' }]);
  expect(environment['OPENAI_BASE_URL']).toBe('http://chat/v1');
  expect(secrets).toEqual([{ variable: 'OPENAI_API_KEY', secret: 'chat-api-key' }]);
});

test('and without a key where it wants none', () => {
  expect(connections([{ inferenceServer: 'coder' }]).secrets).toEqual([]);
});

test('Langfuse has an address in its own namespace, and the keys of its first project', () => {
  const { environment, secrets } = connections(['langfuse']);
  expect(environment['LANGFUSE_BASE_URL']).toBe('http://langfuse-web.langfuse.svc.cluster.local');
  expect(secrets).toEqual([
    { variable: 'LANGFUSE_PUBLIC_KEY', secret: 'langfuse-public-key' },
    { variable: 'LANGFUSE_SECRET_KEY', secret: 'langfuse-secret-key' },
  ]);
});

test('a queue to send to', () => {
  expect(connections([{ sendsTo: 'documents' }]).sendsTo).toBe('documents');
});

test('an inference gateway of several models has no one address', () => {
  expect(connections(['gateway'], { ...aiPlatform, gateway }).problems).toEqual([
    'an inference gateway has one address for each of several models',
  ]);
});

test('one of another class has an address that only the class knows', () => {
  const platform: PlatformDefinition = {
    ...aiPlatform,
    inferenceServers: aiPlatform.inferenceServers.slice(0, 1),
    gateway: { ...gateway, gatewayClassName: 'istio' },
  };
  expect(connections(['gateway'], platform).problems).toEqual([
    'where a Gateway of the class "istio" is reached is that class\'s affair',
  ]);
});
