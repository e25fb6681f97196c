import { HttpApp, type HttpAppProps } from '../../../constructs/kubernetes/http-app';
import { expectValidManifests } from '../../schemas/validate-manifest';
import { appProbes, samplePodSecrets } from './samples';
import { messageOf, objectOf, synthesize } from './synthesize';

const least: HttpAppProps = {
  name: 'ai-app',
  image: 'myregistry.azurecr.io/ai-app:1.0.0',
  resources: { cpu: '500m', memory: '1Gi' },
  probes: appProbes,
};

const synth = (props: HttpAppProps) => synthesize((chart) => new HttpApp(chart, 'app', props));
const specOf = (props: Partial<HttpAppProps>) => objectOf(synth({ ...least, ...props }), 'Deployment').spec;
const podOf = (props: Partial<HttpAppProps>) => specOf(props).template.spec;

test('the least', () => {
  const objects = synth(least);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<HttpAppProps> = {
    ...least,
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
    environment: { LOG_LEVEL: 'info', A: '1' },
    secrets: samplePodSecrets,
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
  const objects = synth({ ...least, port: 8080 });
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

test('HOME is /tmp unless the app says otherwise', () => {
  const homeOf = (props: Partial<HttpAppProps>) =>
    podOf(props).containers[0].env.filter((variable: { name: string }) => variable.name === 'HOME');
  expect(homeOf({})).toEqual([{ name: 'HOME', value: '/tmp' }]);
  expect(homeOf({ environment: { HOME: '/app' } })).toEqual([{ name: 'HOME', value: '/app' }]);
});

test('the order in which variables are given does not matter', () =>
  expect(specOf({ environment: { B: '2', A: '1' } })).toEqual(specOf({ environment: { A: '1', B: '2' } })));

test('a variable that comes from Key Vault as well is refused', () =>
  expect(messageOf(() => specOf({ environment: { HF_TOKEN: 'x' }, secrets: samplePodSecrets }))).toContain(
    'environment.HF_TOKEN: it is also a variable from Key Vault',
  ));

test('a grace period that cuts the drain off is refused', () => {
  const shutdown = { preStopSeconds: 15, drainSeconds: 60, terminationGracePeriodSeconds: 30 };
  expect(messageOf(() => specOf({ shutdown }))).toContain(
    'shutdown.terminationGracePeriodSeconds: 30 seconds',
  );
});
