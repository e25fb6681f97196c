import { quantitySpellings } from '../lib/values/quantity-spellings';
import type { Json } from '../links/deployment';
import type { Manifest } from '../schemas/validate-manifest';
import { nameOf, type RepositoryFile, sync } from './argo-cd';
import { fieldDifferences } from './field-differences';
import { platforms } from './platforms';
import { podsOf } from './pods';
import { findCluster } from './requirements';
import { makeDefaultServiceAccounts, type ScratchCluster, startCluster } from './scratch-cluster';
import { versionOf } from './stored-state';

/** Proves that the tier finds errors: it damages a valid object, and the API server rejects it. */
const requirements = findCluster();
const proves = requirements === undefined ? it.skip : it;
const platform = platforms().find(({ name }) => name === 'dist/production')!;

let cluster: ScratchCluster;
beforeAll(async () => {
  if (requirements === undefined) return;
  cluster = await startCluster(requirements, platform);
  await sync(cluster.api, platform.files);
  await makeDefaultServiceAccounts(cluster.api, ['production']);
});
afterAll(() => cluster?.stop());

/** A copy of an object of the platform. */
function copyOf(kind: string, name: string): Json {
  return structuredClone(sound(kind, name).object);
}
function sound(kind: string, name: string): RepositoryFile {
  return platform.files.find(({ object }) => object.kind === kind && object.metadata.name === name)!;
}
const container = (workload: Json) => workload.spec.template.spec.containers[0];

interface Damage {
  readonly what: string;
  readonly object: () => Manifest;
  readonly says: RegExp;
}

const damaged = (kind: string, name: string, damage: (object: Json) => void) => () => {
  const object = copyOf(kind, name);
  damage(object);
  return object;
};

const refused: readonly Damage[] = [
  {
    what: 'an unknown field',
    object: damaged('Deployment', 'agent', (object) => {
      container(object).livenesProbe = {};
    }),
    says: /livenesProbe: field not declared in schema/,
  },
  {
    what: 'an unknown field of a custom resource',
    object: damaged('ScaledObject', 'vllm-scaler', (object) => {
      object.spec.maxReplicas = 3;
    }),
    says: /maxReplicas: field not declared in schema/,
  },
  {
    what: 'a value of a wrong type in a custom resource',
    object: damaged('SecretProviderClass', 'vllm-secrets', (object) => {
      object.spec.parameters.usePodIdentity = false;
    }),
    says: /usePodIdentity.*(string|boolean)/,
  },
  {
    what: 'a quantity that is none',
    object: damaged('Deployment', 'agent', (object) => {
      container(object).resources.requests.memory = '1 GB';
    }),
    says: /quantities must match/,
  },
  {
    what: 'a change of an immutable field',
    object: damaged('Deployment', 'agent', (object) => {
      object.spec.selector.matchLabels['app.kubernetes.io/name'] = 'other';
      object.spec.template.metadata.labels['app.kubernetes.io/name'] = 'other';
    }),
    says: /field is immutable/,
  },
  {
    what: 'a namespace that does not exist',
    object: damaged('ServiceAccount', 'agent', (object) => {
      object.metadata.namespace = 'elsewhere';
    }),
    says: /namespaces "elsewhere" not found/,
  },
];

proves.each(refused)('$what is refused', async ({ object, says }) => {
  const { status, body } = await cluster.api.apply(object());
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body['message']).toMatch(says);
});

proves('a Deployment whose pods are forbidden is warned of', async () => {
  const { status, warnings } = await cluster.api.apply(privileged());
  expect(status).toBe(200);
  expect(warnings.join()).toMatch(/would violate PodSecurity "restricted/);
});

const forbiddenPods = [
  { what: 'a privileged container', workload: privileged, says: /violates PodSecurity "restricted/ },
  {
    what: 'a ServiceAccount that does not exist',
    workload: damaged('Deployment', 'ai-app', (object) => {
      object.spec.template.spec.serviceAccountName = 'missing';
    }),
    says: /serviceaccount "missing" not found/,
  },
  {
    what: 'a PriorityClass that does not exist',
    workload: damaged('Deployment', 'ai-app', (object) => {
      object.spec.template.spec.priorityClassName = 'urgent';
    }),
    says: /no PriorityClass with name urgent/,
  },
];

proves.each(forbiddenPods)('a pod with $what is not let in', async ({ workload, says }) => {
  const { pod } = podsOf([{ path: 'dist/production/ai-app/x.yaml', object: workload() }])[0]!;
  const { status, body } = await cluster.api.tryToCreate(pod);
  expect(status).toBe(403);
  expect(body['message']).toMatch(says);
});

function privileged(): Manifest {
  return damaged('Deployment', 'ai-app', (object) => {
    container(object).securityContext = { privileged: true };
  })();
}

proves('a quantity in another spelling comes back differently', async () => {
  const object = damaged('Deployment', 'agent', (each) => {
    container(each).resources.requests.cpu = '1000m';
  })();
  const { body } = await cluster.api.apply(object);
  expect(fieldDifferences(object, body)).toEqual([
    '/spec/template/spec/containers/0/resources/requests/cpu: "1000m" became "1"',
  ]);
});

proves('the spellings that synth writes are those of the API server', async () => {
  const object = damaged('Deployment', 'agent', (each) => {
    const [first] = each.spec.template.spec.containers;
    each.spec.template.spec.containers = quantitySpellings.map(([memory], index) => ({
      ...first,
      name: `c${index}`,
      resources: { requests: {}, limits: { memory } },
    }));
  })();
  const { body } = await cluster.api.apply(object);
  const stored = (body as unknown as Manifest)['spec'].template.spec.containers;
  expect(stored.map((each: Manifest) => each['resources'].limits.memory)).toEqual(
    quantitySpellings.map(([, memory]) => memory),
  );
});

proves('an empty list that the API server drops is written with every apply', async () => {
  const object = damaged('NetworkPolicy', 'embedder', (each) => {
    each.spec.ingress = [];
  })();
  const first = await cluster.api.apply(object);
  const second = await cluster.api.apply(object);
  expect(nameOf(second.body)).toBe('NetworkPolicy production/embedder');
  expect(versionOf(second.body)).not.toBe(versionOf(first.body));
});
