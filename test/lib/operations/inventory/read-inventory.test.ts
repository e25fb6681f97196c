import type { Inventory } from '../../../../lib/operations/inventory/inventory';
import { readInventory } from '../../../../lib/operations/inventory/read-inventory';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { definitions, inventoryOf } from '../runbook/runbooks';

describe.each(Object.entries(definitions))('the inventory of %s', (_, definition) => {
  const inventory = inventoryOf(definition);

  it('is read once for a platform', () => {
    const platform = resolvePlatform(definition);
    expect(readInventory(platform)).toBe(readInventory(platform));
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(inventory))).toEqual(withoutUndefined(inventory));
  });

  it('is frozen in every part', () => {
    expect(thawedParts(inventory)).toEqual([]);
  });
});

describe('the inventory of the sample', () => {
  const inventory = inventoryOf(definitions['production']!);
  const workload = (name: string) => inventory.workloads.find((each) => each.name === name)!;

  it('has the waiting requests of the vLLM trigger as a value', () => {
    expect(workload('vllm').modelServer?.vllm?.waitingPerReplica).toBe(5);
    // Its only trigger is a schedule.
    expect(workload('deepseek').modelServer?.vllm?.waitingPerReplica).toBeUndefined();
  });

  it('has the callers of the gateway as values', () => {
    const callers = inventory.workloads.filter(({ calls }) => calls.includes('litellm'));
    expect(callers.map(({ name }) => name)).toEqual(['ai-app', 'agent', 'embedder', 'evaluation']);
  });

  it('has the source and the messages of a queue trigger', () => {
    expect(workload('embedder').scaler?.triggers).toEqual([
      {
        type: 'azure-servicebus',
        text: 'embedding-queue, 1 message per replica',
        measures: { of: 'messages', source: { queue: 'embedding-queue' }, perReplica: 1 },
        producedByTarget: false,
        identity: { identityName: 'my-aks-keda', clientIdOutput: 'client_id_my-aks-keda' },
        outputs: [],
      },
    ]);
  });

  it('has each certificate with its hosts', () => {
    expect(inventory.certificates).toEqual([
      { name: 'ai-example-com', hosts: ['ai.example.com'] },
      { name: 'langfuse-example-com', hosts: ['langfuse.example.com'] },
      { name: 'models-example-com', hosts: ['models.example.com'] },
    ]);
  });

  it('has secrets that must not change, and secrets of the first start', () => {
    expect(workload('litellm').secretUse.permanent).toEqual(['litellm-salt-key']);
    expect(workload('langfuse').secretUse.permanent).toEqual(['langfuse-salt', 'langfuse-encryption-key']);
    expect(workload('langfuse').secretUse.initial).toEqual(['langfuse-user-password']);
  });
});

describe('the pods of the platform itself', () => {
  const podsOf = (name: string): Inventory['platformPods'] => inventoryOf(definitions[name]!).platformPods;

  it.each([
    ['applicationGatewayPlatform', []],
    ['gatewayForContainersPlatform', ['ingress-tls']],
    ['aiPlatform', ['ingress']],
  ])('are those of its ingress: %s', (name, names) => {
    const ofIngress = podsOf(name).filter(({ use }) => use === 'ingress');
    expect(ofIngress.map((pods) => pods.name)).toEqual(names);
  });
});

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) =>
      part === undefined ? [] : [[key, withoutUndefined(part)]],
    ),
  );
}

/** Paths of the parts that a view could change. */
function thawedParts(value: unknown, path = 'inventory'): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [
    ...(Object.isFrozen(value) ? [] : [path]),
    ...Object.entries(value).flatMap(([key, part]) => thawedParts(part, `${path}.${key}`)),
  ];
}
