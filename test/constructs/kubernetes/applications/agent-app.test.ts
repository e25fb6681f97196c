import { AgentApp, type AgentAppProps } from '../../../../constructs/kubernetes/applications/agent-app';
import { HttpApp } from '../../../../constructs/kubernetes/applications/http-app';
import { agentAppProbePlan, agentAppShutdownPlan } from '../../../../lib/engine/probes/agent-app-probes';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, samplePodSecrets } from '../samples';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';

const secretVariable = (name: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: 'agent', key: name } },
});
const minimal: AgentAppProps = {
  name: 'agent',
  image: 'myregistry.azurecr.io/agent:1.0.0',
  resources: { cpu: '1', memory: '2Gi' },
  secrets: {
    ...samplePodSecrets,
    environment: ['DATABASE_URI', 'REDIS_URI', 'LANGGRAPH_CLOUD_LICENSE_KEY'].map(secretVariable),
  },
};
const synth = (props: Partial<AgentAppProps> = {}) =>
  synthesize((chart) => new AgentApp(chart, 'agent', { ...minimal, ...props }));
const podOf = (props: Partial<AgentAppProps> = {}) => objectOf(synth(props), 'Deployment').spec.template.spec;
const variableOf = (name: string, props: Partial<AgentAppProps> = {}) =>
  podOf(props).containers[0].env.find((variable: { name: string }) => variable.name === name)?.value;

test('all props', () => {
  const props: Required<AgentAppProps> = {
    ...minimal,
    namespace: 'production',
    partOf: 'my-aks',
    port: 8123,
    replicas: 'autoscaled',
    command: ['python'],
    args: ['-m', 'agent'],
    placement: gpuPlacement,
    serviceAccountName: 'agent-sa',
    clientId: sampleClientId,
    environment: { LOG_LEVEL: 'info' },
    userId: 1000,
    readOnlyRootFilesystem: false,
    temporaryMiB: 64,
    maxRunSeconds: 900,
    runsPerReplica: 4,
    langSmithTracing: true,
    verifiesLicence: true,
    probes: agentAppProbePlan({ port: 8123, startupSeconds: 60 }),
    shutdown: agentAppShutdownPlan(120),
  };
  const objects = synth(props);
  expect(objectOf(objects, 'Deployment')).toMatchSnapshot();
  expectValidManifests(objects);
});

test('it has the objects of an HTTP application', () =>
  expect(listing(synth())).toEqual(
    listing(
      synthesize(
        (chart) => new HttpApp(chart, 'app', { ...minimal, probes: agentAppProbePlan({ port: 8000 }) }),
      ),
    ),
  ));

test('a run may finish before its pod ends', () => {
  expect(variableOf('BG_JOB_SHUTDOWN_GRACE_PERIOD_SECS', { maxRunSeconds: 200 })).toBe('200');
  expect(podOf({ maxRunSeconds: 200 }).terminationGracePeriodSeconds).toBe(230);
});

test('nothing is sent to LangSmith unless asked for', () =>
  expect(variableOf('LANGSMITH_TRACING')).toBe('false'));

test('a blocking graph does not block the health checks', () =>
  expect(variableOf('BG_JOB_ISOLATED_LOOPS')).toBe('true'));

test('a server needs one of the two keys of its licence, unless its image verifies none', () => {
  const withKeys = (...keys: readonly string[]) => ({
    secrets: { ...samplePodSecrets, environment: ['DATABASE_URI', 'REDIS_URI', ...keys].map(secretVariable) },
  });
  expect(messageOf(() => synth(withKeys()))).toContain(
    'LANGGRAPH_CLOUD_LICENSE_KEY or LANGSMITH_API_KEY is missing',
  );
  expect(synth(withKeys('LANGSMITH_API_KEY'))).not.toEqual([]);
  expect(synth({ ...withKeys(), verifiesLicence: false })).not.toEqual([]);
});

test('reports all problems at once', () =>
  expect(
    messageOf(() =>
      synth({
        secrets: samplePodSecrets,
        maxRunSeconds: 0,
        runsPerReplica: 0,
        environment: { PORT: '1', HF_TOKEN: 'x' },
      }),
    ),
  ).toMatchSnapshot());
