import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import type { UseDefinition } from '../../../../lib/definition/workload-definition';
import { connectionsOf } from '../../../../lib/platform/workloads/connections';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { aiPlatform } from '../../../platforms/ai-platform';
import { complete } from '../../../platforms/complete';

const gateway = { type: 'inference-gateway', name: 'models', nodePool: 'cpupool' } as const;

function connections(uses: readonly UseDefinition[], platform: PlatformDefinition = aiPlatform) {
  const problems = ProblemList.create();
  const result = connectionsOf({ name: 'app', uses }, complete(platform), problems);
  return { ...result, problems: problems.problems.map(({ message }) => message) };
}

test('an application that uses nothing gets no variables, secrets or roles', () => {
  expect(connections([])).toEqual({
    environment: {},
    secrets: [],
    calls: [],
    queues: { sendsTo: undefined, receivesFrom: undefined },
    problems: [],
  });
});

test('an application gets the address of the gateway and a key of its own', () => {
  const { environment, secrets } = connections(['gateway']);
  expect(environment['OPENAI_BASE_URL']).toBe('http://litellm/v1');
  expect(secrets).toEqual([{ variable: 'OPENAI_API_KEY', secret: 'app-gateway-key' }]);
});

test('the key of the gateway may have another name', () => {
  expect(connections([{ gateway: { keySecret: 'shared-key' } }]).secrets).toEqual([
    { variable: 'OPENAI_API_KEY', secret: 'shared-key' },
  ]);
});

test('an application that calls a server directly gets the key that the server requires', () => {
  const { environment, secrets } = connections([{ inferenceServer: 'chat' }]);
  expect(environment['OPENAI_BASE_URL']).toBe('http://chat/v1');
  expect(secrets).toEqual([{ variable: 'OPENAI_API_KEY', secret: 'chat-api-key' }]);
});

test('an application gets no key for a server that requires none', () => {
  expect(connections([{ inferenceServer: 'coder' }]).secrets).toEqual([]);
});

test('an application gets the address of Langfuse and the keys of its first project', () => {
  const { environment, secrets } = connections(['langfuse']);
  expect(environment['LANGFUSE_BASE_URL']).toBe('http://langfuse-web.langfuse.svc.cluster.local');
  expect(secrets).toEqual([
    { variable: 'LANGFUSE_PUBLIC_KEY', secret: 'langfuse-public-key' },
    { variable: 'LANGFUSE_SECRET_KEY', secret: 'langfuse-secret-key' },
  ]);
});

test('an application sends messages to one queue', () => {
  expect(connections([{ sendsTo: 'documents' }]).queues.sendsTo).toBe('documents');
});

test('an application receives messages from a queue', () => {
  const { queues } = connections([{ sendsTo: 'documents' }, { receivesFrom: 'videos' }]);
  expect(queues).toEqual({ sendsTo: 'documents', receivesFrom: { queue: 'videos' } });
});

test('an application receives messages from a subscription', () => {
  const receivesFrom = { topic: 'uploads', subscription: 'thumbnails' };
  expect(connections([{ receivesFrom }]).queues.receivesFrom).toEqual(receivesFrom);
});

test('an application does not receive from a queue that does not exist, or from two', () => {
  expect(connections([{ receivesFrom: 'video' }, { receivesFrom: 'videos' }]).problems).toEqual([
    expect.stringContaining('"video" is not a queue'),
    'the application receives from several queues',
  ]);
});

test('an application cannot use an inference gateway with several models', () => {
  expect(connections(['gateway'], { ...aiPlatform, gateway }).problems).toEqual([
    'an inference gateway with several models has an address for each of them',
  ]);
});

test('the address of a Gateway of another class is not known', () => {
  const platform: PlatformDefinition = {
    ...aiPlatform,
    inferenceServers: aiPlatform.inferenceServers.slice(0, 1),
    gateway: { ...gateway, gatewayClassName: 'istio' },
  };
  expect(connections(['gateway'], platform).problems).toEqual([
    'the address of a Gateway of the class "istio" is not known',
  ]);
});
