import fc from 'fast-check';
import type { TopologyModel } from '../../../../lib/operations/topology/topology-model';
import type { WorkloadRole } from '../../../../lib/platform/workloads/workload-facets';

/** Names that Kubernetes allows, long ones included, and arbitrary text. */
const name = fc.oneof(
  fc.stringMatching(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/),
  fc.constantFrom('end', 'graph', 'w'.repeat(63), 'm'.repeat(63)),
);
const text = fc.oneof(name, fc.string({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
const count = fc.nat({ max: 200 });
const role = fc.constantFrom<WorkloadRole>('model server', 'gateway', 'application', 'worker', 'other');

const byName = <T extends { readonly name: string }>(each: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(each, { maxLength, selector: (value) => value.name });

const pool = fc.record({
  name,
  role: fc.constantFrom<'system' | 'cpu' | 'gpu'>('system', 'cpu', 'gpu'),
  vmSize: text,
  gpu: fc.option(fc.record({ count, model: text, memoryGb: count }), { nil: undefined }),
  minNodes: count,
  maxNodes: count,
  spot: fc.boolean(),
  zones: fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 3 }),
});

const repository = 'https://example.com/my-org/gitops';
const source = fc.oneof(
  fc.record({ repository: text, chart: text, version: text }),
  fc.record({
    repository: fc.constantFrom(repository, 'https://example.com/other/repository'),
    path: text,
    revision: text,
  }),
);

/** Any topology of the right shape whose references exist. */
export const anyTopology: fc.Arbitrary<TopologyModel> = fc
  .record({
    pools: byName(pool, 6),
    hosts: fc.uniqueArray(text, { maxLength: 5 }),
    names: fc.uniqueArray(name, { maxLength: 25 }),
  })
  .chain(({ pools, hosts, names }) => {
    const some = <T>(list: readonly T[], maxLength: number) =>
      list.length === 0 ? fc.constant<T[]>([]) : fc.uniqueArray(fc.constantFrom(...list), { maxLength });
    const one = <T, U>(
      list: readonly T[],
      map: (each: fc.Arbitrary<T>) => fc.Arbitrary<U>,
      maxLength: number,
    ) => (list.length === 0 ? fc.constant<U[]>([]) : fc.array(map(fc.constantFrom(...list)), { maxLength }));
    const poolNames = pools.map((each) => each.name);
    const queues = byName(
      fc.record({
        name: text,
        kind: fc.constantFrom<'queue' | 'subscription'>('queue', 'subscription'),
        senders: some(names, 5),
        readers: some(names, 5).chain((readers) =>
          fc.tuple(
            ...readers.map((workload) =>
              fc.record({ workload: fc.constant(workload), scaledBy: fc.option(text, { nil: undefined }) }),
            ),
          ),
        ),
      }),
      6,
    );
    return fc.record({
      cluster: text,
      ingress: fc.option(fc.record({ name: text, title: text }), { nil: undefined }),
      environment: text,
      location: text,
      pools: fc.constant(pools),
      workloads: fc.tuple(
        ...names.map((workload) =>
          fc.record({
            name: fc.constant(workload),
            role,
            kind: text,
            detail: fc.option(text, { nil: undefined }),
            pools: some(poolNames, 3),
            gpus: fc.nat({ max: 8 }),
            nodes: fc.integer({ min: 1, max: 4 }),
            replicas: fc.option(fc.record({ min: count, max: count }), { nil: undefined }),
            triggers: fc.array(fc.record({ type: text, text, isQueue: fc.boolean() }), {
              maxLength: 3,
            }),
            isScheduled: fc.boolean(),
            identity: fc.option(text, { nil: undefined }),
          }),
        ),
      ),
      notDrawn: fc.array(fc.record({ kind: text, name }), { maxLength: 6 }),
      destination: fc.option(fc.record({ name }), { nil: undefined }),
      repository: fc.constant(repository),
      routes: one(hosts, (host) => fc.record({ host, path: text, to: name }), 12),
      modelRoutes: one(
        names,
        (gateway) =>
          fc.record({
            gateway,
            to: text,
            isExternal: fc.boolean(),
            models: fc.array(text, { maxLength: 5 }),
          }),
        12,
      ),
      calls: one(names, (from) => fc.record({ from, to: name }), 12),
      queues,
      identities: byName(
        fc.record({
          name: text,
          users: fc.array(text, { maxLength: 4 }),
          roles: fc.array(fc.record({ role: text, on: text }), { maxLength: 5 }),
        }),
        12,
      ),
      applications: byName(
        fc.record({
          name: text,
          definitionName: fc.constant('app'),
          isRoot: fc.boolean(),
          folder: fc.option(name, { nil: undefined }),
          isGenerated: fc.boolean(),
          sources: fc.array(source, { maxLength: 3 }),
          namespace: name,
          syncWave: fc.integer({ min: -20, max: 5 }),
        }),
        12,
      ),
    });
  });
