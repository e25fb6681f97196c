import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { Platform } from '../constructs/platform';
import { platforms } from '../examples/environments';
import { expectValidManifests, type Manifest } from './schemas/validate-manifest';

const folder = path.join(__dirname, '../examples');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !['one-construct.ts', 'environments.ts'].includes(name))
  .map((name) => name.replace(/\.ts$/, ''));

interface Example {
  readonly objects: Manifest[];
  // biome-ignore lint/suspicious/noExplicitAny: Terraform of any shape is read freely here
  readonly stack: Record<string, any>;
  readonly warnings: readonly string[];
}

function synthesize(name: string): Example {
  const { platform } = require(path.join(folder, name)) as { platform: Platform };
  return synthesizePlatform(platform);
}

function synthesizePlatform(platform: Platform): Example {
  const synthesis = platform.synthesize({
    azure: true,
    kubernetes: true,
    preview: true,
    outputsText: undefined,
  });
  const stack = synthesis.azureFiles!.find((file) => file.path.endsWith('cdk.tf.json'))!;
  return {
    objects: synthesis.manifests!.map((file) => parse(file.text)),
    stack: JSON.parse(stack.text).resource,
    warnings: synthesis.warnings,
  };
}

const examples = new Map<string, Example>([
  ...names.map((name) => [name, synthesize(name)] as const),
  ...platforms.platforms.map(
    (platform) => [`environments, ${platform.resolved.environment}`, synthesizePlatform(platform)] as const,
  ),
]);

/** The spec of the one object of a kind with this name. */
// biome-ignore lint/suspicious/noExplicitAny: manifests of any shape are read freely here
function specOf(example: string, kind: string, name: string): any {
  return examples
    .get(example)!
    .objects.find((object) => object.kind === kind && object.metadata.name === name)?.spec;
}

test('there are five of one platform', () => {
  expect(names).toEqual(['batch-queue', 'chat', 'llm-worker', 'multi-model-gateway', 'multi-node']);
});

describe.each([...examples.keys()])('the example %s', (name) => {
  it('has manifests that are valid by independent schemas', () => {
    expectValidManifests(examples.get(name)!.objects);
  });

  it('has no warning', () => {
    expect(examples.get(name)!.warnings).toEqual([]);
  });
});

describe('chat', () => {
  it('calls the model with the key that the server wants', () => {
    const [container] = specOf('chat', 'Deployment', 'chat').template.spec.containers;
    expect(container.env).toContainEqual({ name: 'OPENAI_BASE_URL', value: 'http://phi-4/v1' });
    const objectName = (provider: string, key: string) =>
      specOf('chat', 'SecretProviderClass', provider).secretObjects[0].data.find(
        (entry: { key: string }) => entry.key === key,
      ).objectName;
    expect(objectName('chat-secrets', 'OPENAI_API_KEY')).toBe(objectName('phi-4-secrets', 'VLLM_API_KEY'));
  });
});

describe('batch-queue', () => {
  it('runs nothing while there is no message', () => {
    expect(specOf('batch-queue', 'ScaledObject', 'document-reader-scaler').minReplicaCount).toBe(0);
    expect(specOf('batch-queue', 'ScaledJob', 'video-transcriber').minReplicaCount ?? 0).toBe(0);
  });

  it('lets what outlives a pod finish', () => {
    const { activeDeadlineSeconds } = specOf('batch-queue', 'ScaledJob', 'video-transcriber').jobTargetRef
      .template.spec;
    expect(activeDeadlineSeconds).toBeGreaterThan(7200);
  });
});

describe('multi-model-gateway', () => {
  it('prefers spot', () => {
    const { affinity } = specOf('multi-model-gateway', 'Deployment', 'coder-32b').template.spec;
    const [first] = affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution;
    expect(first.preference.matchExpressions[0].values).toEqual(['a100spot']);
  });

  it('offers every model and adapter of its servers', () => {
    const config = examples
      .get('multi-model-gateway')!
      .objects.find(
        (object) => object.kind === 'ConfigMap' && object.metadata.name === 'gateway',
      ) as unknown as {
      data: Record<string, string>;
    };
    const models = parse(config.data['config.yaml']!).model_list as { model_name: string }[];
    expect(models.map((model) => model.model_name)).toEqual([
      'meta-llama/Llama-3.1-8B-Instruct',
      'support',
      'Qwen/Qwen2.5-Coder-32B-Instruct',
      'gpt-4o',
    ]);
  });
});

describe('multi-node', () => {
  it('is one server on two nodes', () => {
    expect(specOf('multi-node', 'LeaderWorkerSet', 'deepseek').leaderWorkerTemplate.size).toBe(2);
  });

  it('has the controller of such groups', () => {
    expect(specOf('multi-node', 'Application', 'lws').source.targetRevision).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('llm-worker', () => {
  const pod = () => specOf('llm-worker', 'Deployment', 'llm-worker').template.spec;

  it('has probes on the port of its variable', () => {
    const [{ env, livenessProbe, readinessProbe, startupProbe }] = pod().containers;
    expect(env).toContainEqual({ name: 'HEALTH_PORT', value: '8001' });
    for (const { httpGet } of [livenessProbe, readinessProbe, startupProbe]) expect(httpGet.port).toBe(8001);
  });

  it('has time for its longest job, the margin after which it counts as stuck, and the exit', () => {
    const [{ env, lifecycle }] = pod().containers;
    const maxJob = Number(env.find((each: { name: string }) => each.name === 'MAX_JOB_SECONDS').value);
    const stuckMargin = 10; // examples/llm-worker/README.md
    expect(pod().terminationGracePeriodSeconds).toBeGreaterThan(
      lifecycle.preStop.sleep.seconds + maxJob + stuckMargin + 2,
    );
  });
});

describe('environments', () => {
  const of = (name: string) => examples.get(`environments, ${name}`)!;
  const image = (name: string) => {
    const app = of(name).objects.find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'chat',
    );
    return String((app as never as Workload).spec.template.spec.containers[0]!.image).split(':')[1];
  };

  it('are three, production in two regions', () => {
    expect(
      platforms.platforms.map(({ resolved: { environment, azure } }) => [environment, azure.location]),
    ).toEqual([
      ['development', 'koreacentral'],
      ['staging', 'koreacentral'],
      ['production-koreacentral', 'koreacentral'],
      ['production-japaneast', 'japaneast'],
    ]);
  });

  it('promote by one value', () => {
    expect(['development', 'staging', 'production-japaneast'].map(image)).toEqual([
      '1.2.0',
      '1.1.0',
      '1.1.0',
    ]);
  });

  it('share no name in Azure', () => {
    const vaults = platforms.platforms.map(({ resolved }) => resolved.keyVault!.uri);
    expect(new Set(vaults).size).toBe(4);
  });
});

interface Workload {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { image: string }[] } };
  };
}
