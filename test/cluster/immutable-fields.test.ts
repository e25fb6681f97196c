import { immutableCases } from '../lib/changes/immutable-cases';
import type { Manifest } from '../schemas/validate-manifest';
import { type ApiServer, startApiServer } from './api-server';
import { KubernetesApi } from './kubernetes-api';
import { findCluster } from './requirements';
import { makeDefaultServiceAccounts } from './scratch-cluster';

/** Compares the immutable fields of the change report with those that the API server refuses. */
const requirements = findCluster();
/** It writes cluster-wide objects: an API server of its own, never one that was given. */
const source =
  requirements !== undefined && 'assets' in requirements.source ? requirements.source : undefined;
const proves = source === undefined ? it.skip : it;

let server: ApiServer;
let api: KubernetesApi;
beforeAll(async () => {
  if (source === undefined) return;
  server = await startApiServer(source);
  api = new KubernetesApi(server.url);
  await makeDefaultServiceAccounts(api, ['default']);
});
afterAll(() => server?.stop());

const named = (object: Manifest, index: number): Manifest => ({
  ...object,
  metadata: { ...object.metadata, name: `${object.metadata.name}-${index}` },
});

const cases = immutableCases
  .filter(({ by, before }) => by === undefined && before.kind !== 'LeaderWorkerSet')
  .map((each, index) => ({ ...each, index, says: each.isRefused ? 'refuses' : 'allows' }));

proves.each(cases)('an API server $says $title', async ({ before, after, isRefused, index }) => {
  const created = await api.apply(named(before, index));
  expect(created).toMatchObject({ status: 201 });
  const { status, body } = await api.apply(named(after, index));
  expect({ status, says: body['message'] }).toMatchObject({ status: isRefused ? 422 : 200 });
});

const deployment = (env: readonly string[], cpu: string): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'order', namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: 'order' } },
    template: {
      metadata: { labels: { app: 'order' } },
      spec: {
        containers: [
          {
            name: 'app',
            image: 'docker.io/library/app:1',
            env: env.map((name) => ({ name, value: '1' })),
            resources: { requests: { cpu } },
          },
        ],
      },
    },
  },
});
/** A controller makes new pods exactly when the template is another one. */
const templateOf = (answer: { body: Manifest }) => answer.body['spec'].template;

proves('the same variables in another order are another template', async () => {
  const first = await api.apply(deployment(['A', 'B'], '1'));
  const second = await api.apply(deployment(['B', 'A'], '1'));
  expect(templateOf(second)).not.toEqual(templateOf(first));
});

proves('the same amount in another unit is the same template', async () => {
  const first = await api.apply(deployment(['A'], '1'));
  const second = await api.apply(deployment(['A'], '1000m'));
  expect(templateOf(second)).toEqual(templateOf(first));
});

proves('an empty list, and resources without fields, are the same template as none', async () => {
  const named = (fields: object) => {
    const object = structuredClone(deployment(['A'], '1'));
    object['metadata'] = { name: 'empty', namespace: 'default' };
    const [container] = object['spec'].template.spec.containers;
    delete container.env;
    delete container.resources;
    Object.assign(container, fields);
    return object;
  };
  const first = await api.apply(named({}));
  const second = await api.apply(named({ env: [], volumeMounts: [], resources: {} }));
  expect(second).toMatchObject({ status: 200 });
  expect(templateOf(second)).toEqual(templateOf(first));
  const generation = (answer: { body: Manifest }) => answer.body['metadata'].generation;
  expect(generation(second)).toBe(generation(first));
});
