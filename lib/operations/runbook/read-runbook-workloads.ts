import type { DeploymentPicture, FoundObject } from '../../check/deployment-picture';
import { autoscalersOf } from '../../check/views/autoscalers';
import { probeOf } from '../../check/views/container-probes';
import { type Container, type Pod, podGpus, podsOf } from '../../check/views/pods';
import { mapAt, numberAt, textAt } from '../../values/json';
import type { DocumentSource } from '../documents/environment-document';
import { identityOf } from '../inventory/read-identities';
import type { TopologyWorkload } from '../topology/topology-model';
import type { RunbookContainer, RunbookWorkload, WorkloadReplicas } from './runbook-workload';

/**
 * Kubernetes' default. Source: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle,
 * "Termination of Pods" (2026-11).
 */
const defaultGraceSeconds = 30;

/**
 * Every object whose pods run, except those of charts, which Argo CD renders in the cluster.
 *
 * @param known workloads of the topology, with their pools.
 */
export function readRunbookWorkloads(
  { inventory, applications }: Pick<DocumentSource, 'inventory' | 'applications'>,
  picture: DeploymentPicture,
  known: readonly TopologyWorkload[],
): readonly RunbookWorkload[] {
  const seen = new Set<FoundObject>();
  return podsOf(picture).flatMap((pod): readonly RunbookWorkload[] => {
    const main = pod.containers.find(({ isInit }) => !isInit);
    // A LeaderWorkerSet has two pod templates. The first is that of the leader and represents both.
    if (main === undefined || seen.has(pod.owner)) return [];
    seen.add(pod.owner);
    const { file, application, object } = pod.owner;
    const { kind, metadata } = object;
    const { name, namespace = inventory.namespace } = metadata;
    const serviceAccount = textAt(pod.spec, 'serviceAccountName');
    return [
      {
        kind,
        name,
        namespace,
        file,
        reference: `${kind.toLowerCase()}/${name}`,
        application: applications.find(({ folder }) => folder === application)!.name,
        selector: selectorOf(pod),
        pools: known.find((workload) => workload.name === name)?.pools ?? [],
        replicas: replicasOf(picture, pod.owner),
        nodes: numberAt(object, 'spec.leaderWorkerTemplate.size') ?? 1,
        gpus: podGpus(pod),
        container: containerOf(pod, main),
        containers: pod.containers.length,
        serviceAccount,
        identity: identityOf(inventory.identities, namespace, serviceAccount),
      },
    ];
  });
}

/**
 * Labels that controllers set on their pods:
 * lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables; kedacore/keda
 * `pkg/scaling/executor/scale_jobs.go`; kubernetes.io/docs/reference/labels-annotations-taints,
 * batch.kubernetes.io/job-name (2026-11).
 */
function selectorOf({ owner: { object }, labels }: Pod): string | undefined {
  const { kind, metadata } = object;
  switch (kind) {
    case 'LeaderWorkerSet':
      return `leaderworkerset.sigs.k8s.io/name=${metadata.name}`;
    case 'ScaledJob':
      return `scaledjob.keda.sh/name=${metadata.name}`;
    case 'Job':
      return `batch.kubernetes.io/job-name=${metadata.name}`;
    case 'CronJob': {
      const name = labels['app.kubernetes.io/name'];
      return name === undefined ? undefined : `app.kubernetes.io/name=${name}`;
    }
    default: {
      const pairs = Object.entries(mapAt(object, 'spec.selector.matchLabels'));
      return pairs.length === 0 ? undefined : pairs.map(([key, value]) => `${key}=${value}`).join(',');
    }
  }
}

function replicasOf(picture: DeploymentPicture, owner: FoundObject): WorkloadReplicas {
  const { object } = owner;
  switch (object.kind) {
    case 'DaemonSet':
      return { by: 'nodes' };
    case 'CronJob':
      return {
        by: 'schedule',
        schedule: textAt(object, 'spec.schedule') ?? '',
        timeZone: textAt(object, 'spec.timeZone') ?? 'the control plane',
      };
    case 'Job':
    case 'Pod':
      return { by: 'once' };
    case 'ScaledJob':
      return {
        by: 'ScaledJob',
        scaler: object.metadata.name,
        // KEDA's defaults: keda.sh/docs/2.20/reference/scaledjob-spec (2026-11).
        minReplicas: numberAt(object, 'spec.minReplicaCount') ?? 0,
        maxReplicas: numberAt(object, 'spec.maxReplicaCount') ?? 100,
      };
  }
  const scaler = autoscalersOf(picture).find(({ target }) => target === owner);
  if (scaler === undefined) return { by: 'manifest', count: numberAt(object, 'spec.replicas') ?? 1 };
  return {
    by: scaler.type === 'keda' ? 'ScaledObject' : 'HorizontalPodAutoscaler',
    scaler: scaler.found.object.metadata.name,
    minReplicas: scaler.minReplicas,
    maxReplicas: scaler.maxReplicas,
  };
}

function containerOf(pod: Pod, main: Container): RunbookContainer {
  return {
    name: main.name,
    image: main.image ?? '',
    memory: textAt(main.json, 'resources.limits.memory'),
    startup: probeOf(main, 'startupProbe'),
    liveness: probeOf(main, 'livenessProbe'),
    graceSeconds: numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? defaultGraceSeconds,
  };
}
