import { App, Testing } from 'cdk8s';
import { applicationCharts } from '../../../../constructs/kubernetes/charts/application-charts';
import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { images, imageVariants } from '../../../../lib/facts/versions';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { type ClientId, clientId } from '../../../../lib/values/ids';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';
import { expectValidManifests, type Manifest } from '../../../schemas/validate-manifest';
import { listing, messageOf, objectOf } from '../synthesize';

const appClientId = clientId('aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb');
const kedaClientId = clientId('aaaaaaaa-1111-4222-8333-cccccccccccc');
const clientIds = new Map<string, ClientId>([
  ['client_id_app-identity', appClientId],
  ['client_id_test-aks-keda', kedaClientId],
]);

/** The objects of each application. */
function synthesizePlatform(definition: PlatformDefinition, ids = clientIds): Map<string, Manifest[]> {
  const outputs = { clientIds: ids, prometheusQueryEndpoint: undefined };
  const { applications } = applicationCharts(new App(), resolvePlatform(definition), outputs);
  return new Map(applications.map(({ name, chart }) => [name, Testing.synth(chart)]));
}

const full = synthesizePlatform(fullPlatform);
const all = [...full.values()].flat();

test('each application has its objects', () => {
  expect(Object.fromEntries([...full].map(([name, objects]) => [name, listing(objects)]))).toEqual({
    cluster: [
      'Namespace test',
      'Namespace gpu-resources',
      'ServiceAccount app-sa',
      'TriggerAuthentication test-aks-keda',
      'ConfigMap ama-metrics-settings-configmap',
      'PodMonitor keda-operator',
    ],
    'nvidia-device-plugin': ['DaemonSet nvidia-device-plugin'],
    vllm: [
      'Deployment vllm',
      'Service vllm',
      'PodDisruptionBudget vllm',
      'NetworkPolicy vllm',
      'PodMonitor vllm',
    ],
    app: [
      'SecretProviderClass app-secrets',
      'Deployment app',
      'Service app',
      'PodDisruptionBudget app',
      'ScaledObject app-scaler',
    ],
  });
});

test('a measured server has its measurement in an annotation', () => {
  const measured = { gpu: 'A100 80', engineVersion: '0.32.0', tokens: 50_000 };
  const [server] = fullPlatform.inferenceServers!;
  const platform = {
    ...fullPlatform,
    inferenceServers: [{ ...server!, fit: 'measured' as const, measured }],
  };
  const { metadata } = objectOf(synthesizePlatform(platform).get('vllm')!, 'Deployment');
  expect(metadata.annotations).toMatchObject({
    'aks-ai-platform/measured': '1 x A100 80, vLLM 0.32.0, 50000 tokens',
  });
});

test('the pods of an identity have its client id, so that another identity restarts them', () => {
  const templateOf = (ids: ReadonlyMap<string, ClientId>) =>
    objectOf(synthesizePlatform(fullPlatform, new Map(ids)).get('app')!, 'Deployment').spec.template;
  const key = 'aks-ai-platform/client-id';
  expect(templateOf(clientIds).metadata.annotations).toEqual({ [key]: appClientId });
  const renewed = new Map([...clientIds, ['client_id_app-identity', kedaClientId]]);
  expect(templateOf(renewed).metadata.annotations).toEqual({ [key]: kedaClientId });
});

test('a pod keeps the Secret of an app that scales from zero', () => {
  const [app] = fullPlatform.httpApps!;
  const scaling = { ...app!.scaling!, minReplicas: 0 };
  const objects = synthesizePlatform({ ...fullPlatform, httpApps: [{ ...app!, scaling }] }).get('app')!;
  const holder = objects.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'app-secrets',
  )!;
  expect(holder.spec.template.spec).toMatchObject({
    serviceAccountName: 'app-sa',
    nodeSelector: { sku: 'cpu' },
    volumes: [{ csi: { volumeAttributes: { secretProviderClass: 'app-secrets' } } }],
  });
});

test('the applications are those of the platform, in their order', () =>
  expect([...full.keys()]).toEqual(
    resolvePlatform(fullPlatform).gitOps.applications.map((application) => application.name),
  ));

test('every object is valid', () => expectValidManifests(all));

test('every object but a Namespace has a namespace', () => {
  for (const object of all) {
    if (object.kind === 'Namespace') expect(object.metadata.namespace).toBeUndefined();
    else expect(object.metadata.namespace).toMatch(/^(test|gpu-resources|kube-system)$/);
  }
});

test('objects come in the order of what they need', () => {
  const waves = all.map((object) => [
    object.kind,
    object.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? '0',
  ]);
  expect(Object.fromEntries(waves)).toEqual({
    Namespace: '-2',
    ServiceAccount: '-1',
    ConfigMap: '-1',
    TriggerAuthentication: '-1',
    SecretProviderClass: '-1',
    NetworkPolicy: '-1',
    DaemonSet: '0',
    Deployment: '0',
    Service: '0',
    PodDisruptionBudget: '0',
    PodMonitor: '0',
    ScaledObject: '0',
  });
});

test('the kinds of add-ons do not fail the dry run of an application', () => {
  const kinds = all
    .filter((object) => /SkipDryRun/.test(object.metadata.annotations?.['argocd.argoproj.io/sync-options']))
    .map((object) => object.kind);
  expect(kinds.sort()).toEqual([
    'PodMonitor',
    'PodMonitor',
    'ScaledObject',
    'SecretProviderClass',
    'TriggerAuthentication',
  ]);
});

test('client ids come from the outputs, each where it belongs', () => {
  const account = objectOf(all, 'ServiceAccount').metadata.annotations;
  expect(account['azure.workload.identity/client-id']).toBe(appClientId);
  expect(objectOf(all, 'SecretProviderClass').spec.parameters.clientID).toBe(appClientId);
  expect(objectOf(all, 'TriggerAuthentication').spec.podIdentity.identityId).toBe(kedaClientId);
});

test('the vault is named with the suffix of the platform', () =>
  expect(objectOf(all, 'SecretProviderClass').spec.parameters.keyvaultName).toBe('test-kv-x1'));

test('the scaler has its target, whose replicas are its own, and its authentication', () => {
  const { scaleTargetRef, triggers } = objectOf(all, 'ScaledObject').spec;
  expect(objectOf(all, 'Deployment', scaleTargetRef.name).spec).not.toHaveProperty('replicas');
  objectOf(all, 'TriggerAuthentication', triggers[0].authenticationRef.name);
});

test('the device plugin and the server tolerate the taint of the GPU pool', () => {
  const toleration = { key: 'sku', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' };
  expect(objectOf(all, 'DaemonSet').spec.template.spec.tolerations).toContainEqual(toleration);
  expect(objectOf(all, 'Deployment', 'vllm').spec.template.spec.tolerations).toContainEqual(toleration);
});

test('the namespace of the device plugin lets its host path in', () => {
  const { namespace } = objectOf(all, 'DaemonSet').metadata;
  const { labels } = objectOf(all, 'Namespace', namespace).metadata;
  expect(labels['pod-security.kubernetes.io/enforce']).toBe('privileged');
});

test('a platform without workloads is a namespace', () =>
  expect(
    [...synthesizePlatform(smallPlatform, new Map())].map(([name, objects]) => [name, listing(objects)]),
  ).toEqual([['cluster', ['Namespace test']]]));

test('the GPU Operator brings its own plugin', () => {
  const definition = {
    ...fullPlatform,
    cluster: { ...fullPlatform.cluster, gpuStack: 'gpu-operator' as const },
  };
  expect(listing(synthesizePlatform(definition).get('cluster')!)).toEqual([
    'Namespace test',
    'Namespace gpu-operator',
    'ServiceAccount app-sa',
    'TriggerAuthentication test-aks-keda',
    'ConfigMap ama-metrics-settings-configmap',
    'PodMonitor keda-operator',
    'PodMonitor nvidia-dcgm-exporter',
  ]);
});

test('without managed Prometheus there is no PodMonitor of the GPUs', () => {
  const cluster = { ...fullPlatform.cluster, gpuStack: 'gpu-operator', managedPrometheus: false } as const;
  const all = [...synthesizePlatform({ ...fullPlatform, cluster }).values()].flat();
  expect(listing(all).filter((object) => object.startsWith('PodMonitor'))).toEqual([]);
});

test('what nothing scales needs no metric of scaling', () => {
  const httpApps = fullPlatform.httpApps!.map((app) => ({ ...app, scaling: undefined }));
  const inferenceServers = fullPlatform.inferenceServers!.map((server) => ({
    ...server,
    scaling: undefined,
  }));
  const objects = synthesizePlatform({ ...fullPlatform, httpApps, inferenceServers }).get('cluster')!;
  expect(listing(objects)).not.toContain('PodMonitor keda-operator');
  expect(listing(objects)).not.toContain('ConfigMap ama-metrics-settings-configmap');
});

test('a model over several nodes needs the metric of its groups, and without a scaler nothing of KEDA', () => {
  const objects = synthesizePlatform({
    ...smallPlatform,
    nodePools: [
      ...smallPlatform.nodePools,
      {
        name: 'h100',
        role: 'gpu',
        vmSize: 'Standard_ND96isr_H100_v5',
        maxNodes: 2,
        osDisk: { type: 'Managed', sizeGiB: 1024 },
      },
    ],
    inferenceServers: [
      { name: 'deepseek', nodePool: 'h100', nodes: 2, model: 'deepseek-ai/DeepSeek-R1-0528' },
    ],
  }).get('cluster')!;
  expect(listing(objects)).not.toContain('PodMonitor keda-operator');
  const { data } = objectOf(objects, 'ConfigMap', 'ama-metrics-settings-configmap');
  expect(data['default-targets-metrics-keep-list']).toContain(
    'kubestate = "kube_statefulset_metadata_generation"',
  );
});

test('what two workloads share is written once, and where it was', () => {
  const [app] = fullPlatform.httpApps!;
  const definition = { ...fullPlatform, httpApps: [app!, { ...app!, name: 'second' }] };
  const objects = synthesizePlatform(definition);
  const shared = ['ServiceAccount app-sa', 'TriggerAuthentication test-aks-keda'];
  expect(listing([...objects.values()].flat()).filter((object) => shared.includes(object))).toEqual(shared);
  expect(objects.get('cluster')).toEqual(full.get('cluster'));
});

test('a ServiceAccount without a workload exists too, because Azure trusts it', () => {
  const extra: PlatformDefinition = {
    ...fullPlatform,
    identities: [
      ...fullPlatform.identities!,
      {
        name: 'batch-identity',
        federatedCredentials: [
          { name: 'batch', serviceAccount: 'batch-sa' },
          { name: 'elsewhere', serviceAccount: 'other-sa', namespace: 'other' },
        ],
      },
    ],
  };
  const accounts = listing(
    synthesizePlatform(extra, new Map([...clientIds, ['client_id_batch-identity', appClientId]])).get(
      'cluster',
    )!,
  ).filter((object) => object.startsWith('ServiceAccount'));
  expect(accounts).toEqual(['ServiceAccount app-sa', 'ServiceAccount batch-sa']);
});

test('without managed Prometheus there is no monitor', () => {
  const definition = { ...fullPlatform, cluster: { ...fullPlatform.cluster, managedPrometheus: false } };
  expect(listing(synthesizePlatform(definition).get('vllm')!)).not.toContain('PodMonitor vllm');
});

test('reports every missing client id with the workloads that need it', () =>
  expect(messageOf(() => synthesizePlatform(fullPlatform, new Map()))).toMatchSnapshot());

test('two identities whose names are equal in Kubernetes are refused', () => {
  const trigger = { type: 'service-bus-queue', queue: 'tasks' } as const;
  const [app] = fullPlatform.httpApps!;
  const definition: PlatformDefinition = {
    ...fullPlatform,
    identities: [...fullPlatform.identities!, { name: 'my_scaler' }, { name: 'my-scaler' }],
    httpApps: [
      {
        ...app!,
        scaling: {
          maxReplicas: 2,
          triggers: [
            { ...trigger, identity: 'my_scaler' },
            { ...trigger, identity: 'my-scaler' },
          ],
        },
      },
    ],
  };
  const ids = new Map([
    ...clientIds,
    ['client_id_my_scaler', kedaClientId] as const,
    ['client_id_my-scaler', kedaClientId] as const,
  ]);
  expect(messageOf(() => synthesizePlatform(definition, ids))).toContain(
    'duplicate TriggerAuthentication "my-scaler"',
  );
});

describe('a platform on other GPUs', () => {
  const objectsOn = (vmSize: NonNullable<PlatformDefinition['nodePools'][number]['vmSize']>) => {
    const nodePools = fullPlatform.nodePools.map((pool) =>
      pool.role === 'gpu' ? { ...pool, vmSize } : pool,
    );
    const server = { name: 'vllm', model: 'microsoft/Phi-4-mini-instruct', maxModelLen: 4096 };
    const inferenceServers = fullPlatform.inferenceServers!.map(({ nodePool }) => ({ ...server, nodePool }));
    return [...synthesizePlatform({ ...fullPlatform, nodePools, inferenceServers }).values()].flat();
  };
  const object = (objects: readonly Manifest[], name: string) =>
    objects.find(({ kind, metadata }) => /Deployment|DaemonSet/.test(kind) && metadata.name === name)!.spec;
  const first = (objects: readonly Manifest[], name: string) =>
    object(objects, name).template.spec.containers[0];

  it.each([
    ['Standard_NC40ads_H100_v5', images.vllm.reference],
    ['Standard_NV36ads_A10_v5', imageVariants.vllmCuda12.reference],
    ['Standard_NC144ds_xl_RTXPRO6000BSE_v6', images.vllm.reference],
  ] as const)('runs vLLM on %s with the image for its driver', (size, image) => {
    expect(first(objectsOn(size), 'vllm').image).toBe(image);
  });

  it('offers GPUs that are MIG instances', () => {
    const objects = objectsOn('Standard_NC144ds_xl_RTXPRO6000BSE_v6');
    expect(first(objects, 'nvidia-device-plugin').env).toContainEqual({
      name: 'MIG_STRATEGY',
      value: 'single',
    });
  });

  it('offers other GPUs without a MIG strategy', () => {
    const { env } = first(objectsOn('Standard_NC40ads_H100_v5'), 'nvidia-device-plugin');
    expect(env.map(({ name }: { name: string }) => name)).toEqual(['FAIL_ON_INIT_ERROR']);
  });
});
