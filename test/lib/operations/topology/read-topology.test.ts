import { charts } from '../../../../lib/facts/versions';
import {
  aiPlatform,
  applicationGatewayPlatform,
  gatewayForContainersPlatform,
} from '../../../platforms/ai-platform';
import { largePlatform } from '../../../platforms/large-platform';
import { platform as sample } from '../../../platforms/sample';
import { smallPlatform } from '../../../platforms/small-platform';
import { topologyOf } from './topologies';

const model = topologyOf(sample.definition);
const ai = topologyOf(aiPlatform);
const { repository } = model;
const workload = (name: string, of = model) => of.workloads.find((each) => each.name === name);

describe('node pools and workloads', () => {
  it('has pools with size, GPUs, limits, spot and zones', () => {
    expect(model.pools.find(({ name }) => name === 'gpuspot')).toMatchObject({
      name: 'gpuspot',
      role: 'gpu',
      vmSize: 'Standard_NC24ads_A100_v4',
      gpu: { count: 1, model: 'A100', memoryGb: 80 },
      minNodes: 0,
      maxNodes: 2,
      spot: true,
      zones: [],
    });
    expect(model.pools.find(({ name }) => name === 'cpupool')?.zones).toEqual(['1', '2', '3']);
  });

  it('has a server with its pools in order, GPUs, replicas and triggers', () => {
    expect(workload('vllm')).toMatchObject({
      kind: 'vLLM',
      detail: 'microsoft/phi-4',
      pools: ['gpuspot', 'gpupool'],
      gpus: 1,
      replicas: { min: 1, max: 3 },
      identity: 'my-aks-vllm',
    });
    expect(workload('vllm')?.triggers.map(({ type }) => type)).toEqual(['prometheus', 'prometheus', 'cron']);
  });

  it('has a model on several nodes with the GPUs of each', () => {
    expect(workload('deepseek')).toMatchObject({ nodes: 2, gpus: 8, replicas: { min: 0, max: 1 } });
  });

  it('has the pool of Langfuse, which is a chart', () => {
    expect(workload('langfuse')?.pools).toEqual(['cpupool']);
  });

  it('has workloads that only the objects contain, in the pools that admit them', () => {
    const proxy = ai.workloads.find(({ role }) => role === 'other');
    expect(proxy).toMatchObject({ kind: 'Deployment', pools: ['cpupool'] });
    expect(proxy?.replicas?.min).toBeGreaterThan(0);
  });

  it.each([
    ['the holder of the tokens of notifications', model, 'notifications', 'my-aks-notifications'],
    ['the proxy of an ingress', ai, 'ingress', 'ai-aks-ingress'],
    ['the pod that keeps the Secret of a worker', ai, 'reader-secrets', 'ai-aks-reader'],
  ])('has the identity of %s', (_, of, name, identity) => {
    expect(workload(name, of)?.identity).toBe(identity);
  });

  it('has no object twice', () => {
    expect(new Set(ai.workloads.map(({ name }) => name)).size).toBe(ai.workloads.length);
  });

  it('has the forty workloads of the large platform, and the pods that keep their Secrets', () => {
    const { workloads } = topologyOf(largePlatform);
    const [holders, others] = [true, false].map((isHolder) =>
      workloads.filter(({ detail }) => /^keeps the Secret of /.test(detail ?? '') === isHolder),
    );
    expect(others).toHaveLength(40);
    expect(holders!.length).toBeGreaterThan(0);
  });
});

describe('traffic', () => {
  it('leads from a host by its path to the workload', () => {
    expect(ai.routes).toEqual(
      expect.arrayContaining([
        { host: 'ai.example.com', path: '/agent', to: 'agent' },
        { host: 'models.example.com', path: '/', to: 'litellm' },
      ]),
    );
  });

  it('leads from the gateway to its servers and to external providers', () => {
    expect(ai.modelRoutes).toContainEqual({
      gateway: 'litellm',
      to: 'Azure OpenAI my-account',
      isExternal: true,
      models: ['gpt-4o'],
    });
    expect(model.modelRoutes.map(({ to }) => to)).toEqual(['vllm', 'deepseek']);
  });

  it('has the callers of the gateway and of servers', () => {
    expect(model.calls.map(({ from }) => from).sort()).toEqual(['agent', 'ai-app', 'embedder', 'evaluation']);
    expect(ai.calls).toContainEqual({ from: 'coder-web', to: 'chat' });
  });

  it.each([
    ['sample', model, { name: 'my-aks-gateway', title: 'Application Gateway' }],
    ['a load balancer', ai, { name: 'ingress', title: 'Envoy behind an internal load balancer' }],
    [
      'a gateway for containers',
      topologyOf(gatewayForContainersPlatform),
      { name: 'ai-aks-alb', title: 'Application Gateway for Containers' },
    ],
    ['no ingress', topologyOf(smallPlatform), undefined],
  ])('enters through the gateway under its name in Azure or the cluster: %s', (_, { ingress }, expected) => {
    expect(ingress && { name: ingress.name, title: ingress.title }).toEqual(expected);
  });

  it('is the same behind another ingress', () => {
    expect(topologyOf(applicationGatewayPlatform).routes).toEqual(ai.routes);
  });
});

describe('queues', () => {
  it('have their senders and the workloads that they scale', () => {
    expect(model.queues).toContainEqual({
      name: 'embedding-queue',
      kind: 'queue',
      senders: ['ai-app'],
      readers: [{ workload: 'embedder', scaledBy: '1 message per replica' }],
    });
  });

  it('are subscriptions of topics as well', () => {
    expect(ai.queues.find(({ name }) => name === 'uploads/thumbnails')).toMatchObject({
      kind: 'subscription',
      readers: [{ workload: 'thumbnailer' }],
    });
  });

  it('do not treat the right to count messages as a right to send', () => {
    const senders = model.queues.flatMap((queue) => queue.senders);
    expect(senders).toEqual(['ai-app']);
  });
});

describe('identities', () => {
  it('have their roles with the names of the targets in Azure', () => {
    expect(model.identities.find(({ name }) => name === 'my-aks-triton')).toMatchObject({
      name: 'my-aks-triton',
      users: ['production/triton'],
      roles: [{ role: 'Storage Blob Data Reader', on: 'container mymodelsk4x9/triton' }],
    });
  });

  it('include those of the cluster', () => {
    expect(model.identities.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['my-aks-identity', 'my-aks-agentpool', 'my-aks-keda']),
    );
  });
});

describe('applications', () => {
  it('apply a folder to a namespace, the root first', () => {
    expect(model.applications[0]).toEqual({
      name: 'production-root',
      definitionName: 'production-root',
      folder: 'argocd',
      isRoot: true,
      isGenerated: false,
      sources: [{ repository, revision: 'main', path: 'dist/production/argocd' }],
      namespace: 'argocd',
      syncWave: -20,
    });
    expect(model.applications).toContainEqual({
      name: 'vllm',
      definitionName: 'vllm',
      folder: 'vllm',
      isRoot: false,
      isGenerated: false,
      sources: [{ repository, revision: 'main', path: 'dist/production/vllm' }],
      namespace: 'production',
      syncWave: 0,
    });
  });

  it('apply charts', () => {
    expect(model.applications.find(({ name }) => name === 'langfuse')?.sources).toEqual([
      {
        repository: 'https://langfuse.github.io/langfuse-k8s',
        chart: 'langfuse',
        version: charts.langfuse.version,
      },
      { repository, revision: 'main', path: 'dist/production/langfuse' },
    ]);
  });
});

it('is short for a platform of two pools', () => {
  const small = topologyOf(smallPlatform);
  expect(small.pools).toHaveLength(2);
  expect([...small.workloads, ...small.routes, ...small.queues, ...small.modelRoutes]).toEqual([]);
});

it('has the applications that an ApplicationSet makes', () => {
  const { applications } = topologyOf({
    ...aiPlatform,
    gitOps: { ...aiPlatform.gitOps, type: 'application-set' },
  });
  expect([...applications].map(({ name }) => name).sort()).toEqual(
    [...ai.applications].map(({ name }) => name).sort(),
  );
});
