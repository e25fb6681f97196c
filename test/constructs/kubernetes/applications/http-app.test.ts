import { HttpApp, type HttpAppProps } from '../../../../constructs/kubernetes/applications/http-app';
import { heartbeatOf } from '../../../../lib/engine/probes/heartbeat';
import {
  delayedHttpAppProbePlan,
  type HealthSource,
  httpAppProbePlan,
} from '../../../../lib/engine/probes/http-app-probes';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { appProbes, sampleClientId, samplePodSecrets } from '../samples';
import { messageOf, objectOf, synthesize } from '../synthesize';

const minimal = {
  name: 'ai-app',
  image: 'myregistry.azurecr.io/ai-app:1.0.0',
  resources: { cpu: '500m', memory: '1Gi' },
  probes: appProbes,
} satisfies HttpAppProps;

const synth = (props: HttpAppProps) => synthesize((chart) => new HttpApp(chart, 'app', props));
const specOf = (props: Partial<HttpAppProps>) => objectOf(synth({ ...minimal, ...props }), 'Deployment').spec;
const podOf = (props: Partial<HttpAppProps>) => specOf(props).template.spec;

test('all props', () => {
  const props: Required<HttpAppProps> = {
    ...minimal,
    namespace: 'production',
    partOf: 'my-aks',
    component: 'agent-app',
    command: ['python', '-m', 'app'],
    args: ['--workers', '1'],
    port: 8080,
    replicas: 'autoscaled',
    placement: {
      nodeSelector: { sku: 'cpu' },
      tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }],
    },
    shutdown: { preStopSeconds: 5, drainSeconds: 10, terminationGracePeriodSeconds: 20 },
    serviceAccountName: 'my-app-sa',
    clientId: sampleClientId,
    environment: { LOG_LEVEL: 'info', A: '1' },
    secrets: samplePodSecrets,
    health: { type: 'application' },
    probes: httpAppProbePlan({
      port: 8080,
      maxProcessingSeconds: 10,
      startupSeconds: 30,
      paths: { live: '/live', ready: '/ready' },
    }),
    userId: 1000,
    readOnlyRootFilesystem: false,
    temporaryMiB: 64,
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('the Deployment of an autoscaled app states no replicas', () =>
  expect(specOf({ replicas: 'autoscaled' })).not.toHaveProperty('replicas'));

test('memory is limited to what is requested, CPU is not limited', () => {
  expect(podOf({}).containers[0].resources).toEqual({
    requests: { cpu: '500m', memory: '1Gi' },
    limits: { memory: '1Gi' },
  });
});

test('the pod of a bound ServiceAccount has the workload identity label, as text', () => {
  const labels = specOf({ serviceAccountName: 'my-app-sa' }).template.metadata.labels;
  expect(labels['azure.workload.identity/use']).toBe('true');
  expect(specOf({}).template.metadata.labels).not.toHaveProperty('azure.workload.identity/use');
});

test('the selector has the one label that never changes, and the pod has it', () => {
  const spec = specOf({ partOf: 'my-aks' });
  expect(spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'ai-app' } });
  expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
});

test('the Service goes from port 80 to the port of the container', () => {
  const probes = httpAppProbePlan({
    port: 8080,
    maxProcessingSeconds: 10,
    startupSeconds: 30,
    paths: { live: '/live', ready: '/ready' },
  });
  const objects = synth({ ...minimal, port: 8080, probes });
  const [port] = objectOf(objects, 'Service').spec.ports;
  const [containerPort] = objectOf(objects, 'Deployment').spec.template.spec.containers[0].ports;
  expect(port).toMatchObject({ port: 80, targetPort: 'http' });
  expect(containerPort).toMatchObject({ name: port.targetPort, containerPort: 8080 });
});

test('a pod waits before it gets the signal to stop', () =>
  expect(podOf({}).containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } }));

test('the rollout is given up later than the startup probe gives up', () => {
  const spec = specOf({});
  const probe = spec.template.spec.containers[0].startupProbe;
  expect(spec.progressDeadlineSeconds).toBeGreaterThan(probe.periodSeconds * probe.failureThreshold);
});

test('HOME is /tmp unless the app sets it', () => {
  const homeOf = (props: Partial<HttpAppProps>) =>
    podOf(props).containers[0].env.filter((variable: { name: string }) => variable.name === 'HOME');
  expect(homeOf({})).toEqual([{ name: 'HOME', value: '/tmp' }]);
  expect(homeOf({ environment: { HOME: '/app' } })).toEqual([{ name: 'HOME', value: '/app' }]);
});

test('the order in which variables are given does not matter', () =>
  expect(specOf({ environment: { B: '2', A: '1' } })).toEqual(specOf({ environment: { A: '1', B: '2' } })));

test('a variable that comes from Key Vault as well is refused', () =>
  expect(messageOf(() => specOf({ environment: { HF_TOKEN: 'x' }, secrets: samplePodSecrets }))).toContain(
    'environment.HF_TOKEN: secrets already contains this variable',
  ));

test('a grace period that cuts the drain off is refused', () => {
  const shutdown = { preStopSeconds: 15, drainSeconds: 60, terminationGracePeriodSeconds: 30 };
  expect(messageOf(() => specOf({ shutdown }))).toContain(
    'shutdown.terminationGracePeriodSeconds: 30 seconds',
  );
});

describe('health of its own', () => {
  const input = {
    port: 8000,
    maxProcessingSeconds: 30,
    startupSeconds: 60,
    paths: { live: '/health/live', ready: '/health/ready' },
  };
  const thread = { type: 'thread', port: 8001 } as const;
  const heartbeat = { type: 'heartbeat', heartbeat: heartbeatOf({ maxPauseSeconds: 0 }) } as const;
  const containerWith = (health: HealthSource) =>
    podOf({ health, probes: httpAppProbePlan({ ...input, health }) }).containers[0];

  it('of a thread has a port, which the container gets as a variable', () => {
    const { ports, env, livenessProbe, readinessProbe } = containerWith(thread);
    expect(ports).toContainEqual({ name: 'health', containerPort: 8001, protocol: 'TCP' });
    expect(env).toContainEqual({ name: 'HEALTH_PORT', value: '8001' });
    expect([livenessProbe.httpGet, readinessProbe.httpGet]).toEqual([
      { path: '/health/live', port: 8001 },
      { path: '/health/ready', port: 8001 },
    ]);
  });

  it('by a thread leaves the Service at the port of the application', () => {
    const objects = synth({
      ...minimal,
      health: thread,
      probes: httpAppProbePlan({ ...input, health: thread }),
    });
    expect(objectOf(objects, 'Service').spec.ports).toEqual([
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
    ]);
    expectValidManifests(objects);
  });

  it('of a heartbeat has a memory volume and a read-only root', () => {
    const probes = httpAppProbePlan({ ...input, health: heartbeat });
    const { volumes, containers } = podOf({ health: heartbeat, probes });
    expect(volumes).toContainEqual({ name: 'heartbeat', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } });
    const [{ volumeMounts, env, securityContext, livenessProbe }] = containers;
    expect(volumeMounts).toContainEqual({ name: 'heartbeat', mountPath: '/run/heartbeat' });
    expect(env).toContainEqual({ name: 'HEARTBEAT_FILE', value: '/run/heartbeat/alive' });
    expect(securityContext.readOnlyRootFilesystem).toBe(true);
    expect(livenessProbe.exec.command[2]).toContain('/run/heartbeat/alive');
  });

  it('takes probes without a startup probe', () => {
    const container = podOf({ probes: delayedHttpAppProbePlan(input) }).containers[0];
    expect(container).not.toHaveProperty('startupProbe');
    expect(container.livenessProbe.initialDelaySeconds).toBe(60);
  });

  it.each<[string, Partial<HttpAppProps>]>([
    ['probes of another port', { health: thread }],
    ['a thread on the port of the application', { health: { type: 'thread', port: 8000 } }],
    [
      'a heartbeat elsewhere, that one missed beat ends',
      {
        health: { type: 'heartbeat', heartbeat: { file: '/tmp/alive', everySeconds: 10, maxAgeSeconds: 20 } },
      },
    ],
    [
      'its variable set twice',
      {
        health: thread,
        environment: { HEALTH_PORT: '9' },
        probes: httpAppProbePlan({ ...input, health: thread }),
      },
    ],
  ])('refuses %s', (_, props) => {
    expect(messageOf(() => synth({ ...minimal, ...props }))).toMatchSnapshot();
  });
});
