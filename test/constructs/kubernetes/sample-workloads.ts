import { AgentApp } from '../../../constructs/kubernetes/applications/agent-app';
import { HttpApp } from '../../../constructs/kubernetes/applications/http-app';
import { QueueWorker } from '../../../constructs/kubernetes/applications/queue-worker';
import { ScheduledJob } from '../../../constructs/kubernetes/applications/scheduled-job';
import { EndpointPicker } from '../../../constructs/kubernetes/gateway/endpoint-picker';
import { LiteLlmGateway } from '../../../constructs/kubernetes/gateway/litellm-gateway';
import { MultiNodeVllmServer } from '../../../constructs/kubernetes/inference/multi-node-vllm-server';
import { TritonServer } from '../../../constructs/kubernetes/inference/triton-server';
import { VllmServer } from '../../../constructs/kubernetes/inference/vllm-server';
import { InternalIngress } from '../../../constructs/kubernetes/ingress/internal-ingress';
import { TlsCertificates } from '../../../constructs/kubernetes/ingress/tls-certificates';
import { multiNodeProbePlan } from '../../../lib/engine/inference/multi-node';
import { tritonProbePlan } from '../../../lib/engine/probes/triton-probes';
import { queueWorkerPlan } from '../../../lib/engine/queue/queue-worker-plan';
import { images } from '../../../lib/facts/versions';
import type { Manifest } from '../../schemas/validate-manifest';
import { sampleHost } from './ingress/ingress-samples';
import {
  appProbes,
  gpuPlacement,
  sampleClientId,
  samplePodSecrets,
  sampleTenantId,
  vllmProbes,
} from './samples';
import { objectOf, synthesize } from './synthesize';

const vault = { keyVaultName: 'my-vault', tenantId: sampleTenantId, clientId: sampleClientId };
const app = { image: 'myregistry.azurecr.io/app:1.0.0', resources: { cpu: '1', memory: '2Gi' } };
const secretsOf = (...variables: string[]) => ({
  ...samplePodSecrets,
  environment: variables.map((name) => ({
    name,
    valueFrom: { secretKeyRef: { name: 'secrets', key: name } },
  })),
});
const queue = {
  ...app,
  name: 'worker',
  source: { queue: 'documents' },
  serviceBusNamespace: 'my-bus',
  triggerAuthenticationName: 'my-aks-keda',
  maxReplicas: 10,
};
const liteLlm = (variables: string[]) =>
  synthesize(
    (chart) =>
      new LiteLlmGateway(chart, 'gateway', {
        name: 'gateway',
        models: [
          { type: 'vllm', modelName: 'phi-4', apiBase: 'http://vllm/v1', servedModelName: 'microsoft/phi-4' },
        ],
        secrets: secretsOf(...variables),
      }),
  );
const multiNode = () =>
  synthesize(
    (chart) =>
      new MultiNodeVllmServer(chart, 'server', {
        name: 'llama',
        image: images.vllm.reference,
        model: 'meta-llama/Llama-3.1-405B-Instruct',
        nodes: 2,
        gpusPerNode: 8,
        placement: gpuPlacement,
        resources: { cpu: '80', memory: '1600Gi' },
        cacheSizeGiB: 900,
        probes: multiNodeProbePlan({ port: 8000, modelSizeGiB: 800 }),
      }),
  );

/** A workload with only its required props: every object, the object that creates its pods, and its pod template. */
export interface SampleWorkload {
  readonly objects: readonly Manifest[];
  readonly controller: Manifest;
  // biome-ignore lint/suspicious/noExplicitAny: manifests are plain JSON
  readonly template: any;
}

const deployment = (objects: readonly Manifest[]): SampleWorkload => {
  const controller = objectOf(objects, 'Deployment');
  return { objects, controller, template: controller.spec.template };
};
const group = (role: 'leader' | 'worker') => (): SampleWorkload => {
  const objects = multiNode();
  const controller = objectOf(objects, 'LeaderWorkerSet');
  return { objects, controller, template: controller.spec.leaderWorkerTemplate[`${role}Template`] };
};

/** Every construct that runs pods, with only its required props: the facts of these pods are defaults of the construct. */
export const sampleWorkloads = {
  vllm: () =>
    deployment(
      synthesize(
        (chart) =>
          new VllmServer(chart, 'server', {
            name: 'vllm',
            image: images.vllm.reference,
            model: 'microsoft/phi-4',
            placement: gpuPlacement,
            resources: { cpu: '16', memory: '150Gi' },
            cacheSizeGiB: 36,
            probes: vllmProbes,
          }),
      ),
    ),
  multiNodeLeader: group('leader'),
  multiNodeWorker: group('worker'),
  triton: () =>
    deployment(
      synthesize(
        (chart) =>
          new TritonServer(chart, 'server', {
            name: 'triton',
            modelRepository: {
              volume: { name: 'models', persistentVolumeClaim: { claimName: 'models', readOnly: true } },
              volumeMount: { name: 'models', mountPath: '/models', readOnly: true },
            },
            placement: gpuPlacement,
            resources: { cpu: '8', memory: '64Gi' },
            probes: tritonProbePlan({ port: 8000, modelSizeGiB: 12 }),
          }),
      ),
    ),
  liteLlm: () => deployment(liteLlm(['LITELLM_MASTER_KEY'])),
  liteLlmMigration: (): SampleWorkload => {
    const objects = liteLlm(['LITELLM_MASTER_KEY', 'LITELLM_SALT_KEY', 'DATABASE_URL']);
    const controller = objectOf(objects, 'Job');
    return { objects, controller, template: controller.spec.template };
  },
  endpointPicker: () =>
    deployment(
      synthesize((chart) => new EndpointPicker(chart, 'picker', { pool: 'vllm', namespace: 'test' })),
    ),
  internalIngress: () =>
    deployment(
      synthesize(
        (chart) =>
          new InternalIngress(chart, 'ingress', {
            name: 'ingress',
            namespace: 'production',
            hosts: [sampleHost],
            vault,
            serviceAccountName: 'ingress-sa',
          }),
      ),
    ),
  tlsCertificates: () =>
    deployment(
      synthesize(
        (chart) =>
          new TlsCertificates(chart, 'tls', {
            name: 'tls',
            vault,
            certificates: ['ai-example'],
            serviceAccountName: 'tls-sa',
          }),
      ),
    ),
  httpApp: () =>
    deployment(synthesize((chart) => new HttpApp(chart, 'app', { ...app, name: 'app', probes: appProbes }))),
  agentApp: () =>
    deployment(
      synthesize(
        (chart) =>
          new AgentApp(chart, 'agent', {
            ...app,
            name: 'agent',
            secrets: secretsOf('DATABASE_URI', 'REDIS_URI', 'LANGGRAPH_CLOUD_LICENSE_KEY'),
          }),
      ),
    ),
  queueWorker: () =>
    deployment(
      synthesize(
        (chart) =>
          new QueueWorker(chart, 'worker', { ...queue, plan: queueWorkerPlan({ maxJobSeconds: 60 }) }),
      ),
    ),
  queueJob: (): SampleWorkload => {
    const objects = synthesize(
      (chart) =>
        new QueueWorker(chart, 'worker', { ...queue, plan: queueWorkerPlan({ maxJobSeconds: 3600 }) }),
    );
    const controller = objectOf(objects, 'ScaledJob');
    return { objects, controller, template: controller.spec.jobTargetRef.template };
  },
  scheduledJob: (): SampleWorkload => {
    const objects = synthesize(
      (chart) =>
        new ScheduledJob(chart, 'job', { ...app, name: 'job', schedule: '0 3 * * *', maxSeconds: 3600 }),
    );
    const controller = objectOf(objects, 'CronJob');
    return { objects, controller, template: controller.spec.jobTemplate.spec.template };
  },
} satisfies Record<string, () => SampleWorkload>;
