import { k8s } from 'cdk8s-plus-28';
import { HttpApp } from '../../constructs/kubernetes/applications/http-app';
import { QueueWorker } from '../../constructs/kubernetes/applications/queue-worker';
import { httpAppProbePlan } from '../../lib/engine/probes/http-app-probes';
import { shutdownPlan } from '../../lib/engine/probes/probe-plan';
import { workerHeartbeat } from '../../lib/engine/probes/worker-probes';
import { queueWorkerPlan } from '../../lib/engine/queue/queue-worker-plan';
import { objectOf, synthesize } from '../constructs/kubernetes/synthesize';
import type { Manifest } from '../schemas/validate-manifest';

/** Times of the worker in seconds of a real cluster. They are complete, because a default of the worker would not be scaled. */
export const workerSeconds = {
  HEARTBEAT_SECONDS: 10,
  MAX_JOB_SECONDS: 60,
  STUCK_MARGIN_SECONDS: 10,
  LOAD_SECONDS: 10,
  MAX_LOAD_SECONDS: 300,
} as const;

const environment = {
  ...Object.fromEntries(Object.entries(workerSeconds).map(([name, seconds]) => [name, String(seconds)])),
  ENABLE_FAULTS: '1',
};
const image = 'myregistry.azurecr.io/llm-worker:1.0.0';
const resources = { cpu: '1', memory: '1Gi' };
const health = { type: 'thread', port: 8001 } as const;

/** The worker as an HTTP application, with our probes on its health thread. */
export function httpWorker(): Manifest {
  const objects = synthesize(
    (chart) =>
      new HttpApp(chart, 'worker', {
        name: 'llm-worker',
        image,
        resources,
        environment,
        health,
        probes: httpAppProbePlan({
          port: 8000,
          maxProcessingSeconds: workerSeconds.MAX_JOB_SECONDS,
          startupSeconds: 30,
          paths: { live: '/health/live', ready: '/health/ready' },
          health,
        }),
        shutdown: shutdownPlan(workerSeconds.MAX_JOB_SECONDS),
      }),
  );
  return objectOf(objects, 'Deployment');
}

/** What `heartbeatWorker()` keeps. */
export const heartbeat = workerHeartbeat();

/** The worker behind a queue, with our probes on the age of its heartbeat file. */
export function heartbeatWorker(): Manifest {
  const objects = synthesize(
    (chart) =>
      new QueueWorker(chart, 'worker', {
        name: 'llm-worker',
        image,
        resources,
        environment,
        source: { queue: 'jobs' },
        serviceBusNamespace: 'my-bus',
        plan: queueWorkerPlan({ maxJobSeconds: workerSeconds.MAX_JOB_SECONDS }),
        triggerAuthenticationName: 'my-aks-keda',
        maxReplicas: 1,
      }),
  );
  return objectOf(objects, 'Deployment');
}

/** The bad twin, a typical Deployment: its probes set only the path and the port. */
export function blockingWorker(): Manifest {
  const labels = { app: 'blocking-worker' };
  const probe = (path: string) => ({
    httpGet: { path, port: k8s.IntOrString.fromNumber(8000) },
    // The start of Python is not what this is about.
    initialDelaySeconds: 30,
  });
  const objects = synthesize(
    (chart) =>
      new k8s.KubeDeployment(chart, 'worker', {
        metadata: { name: 'blocking-worker' },
        spec: {
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              containers: [
                {
                  name: 'app',
                  image,
                  command: ['python', '-m', 'llm_worker.blocking'],
                  ports: [{ containerPort: 8000 }],
                  readinessProbe: probe('/health/ready'),
                  livenessProbe: probe('/health/live'),
                },
              ],
            },
          },
        },
      }),
  );
  return objectOf(objects, 'Deployment');
}
