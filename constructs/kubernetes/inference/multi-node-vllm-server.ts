import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type {
  LeaderWorkerSetSpecLeaderWorkerTemplateRestartPolicy as RestartPolicy,
  LeaderWorkerSetSpecStartupPolicy as StartupPolicy,
  LeaderWorkerSetSpecNetworkConfigSubdomainPolicy as SubdomainPolicy,
} from '../../../imports/leaderworkerset-leaderworkerset.x-k8s.io';
import { shutdownPlan } from '../../../lib/engine/probes/probe-plan';
import { HttpService } from '../applications/http-service';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata } from '../pods/object-metadata';
import { PodMonitor } from '../pods/pod-monitor';
import { InferenceNetworkPolicy } from './inference-network-policy';
import { groupPodTemplate } from './multi-node-vllm-pod';
import { checkMultiNodeVllmProps, type MultiNodeVllmServerProps } from './multi-node-vllm-server-props';
import { vllmPort } from './vllm-engine-props';
import { VllmStorage } from './vllm-storage';

/** The controller puts this label on every pod of a set, leaders and workers. */
const setNameLabel = 'leaderworkerset.sigs.k8s.io/name';
const exclusiveTopologyAnnotation = 'leaderworkerset.sigs.k8s.io/exclusive-topology';

/**
 * An OpenAI-compatible server (vLLM) for a model that one node cannot hold, reached as `http://<name>/v1` in its namespace: tensor
 * parallel over the GPUs of a node, pipeline parallel over the nodes. Groups of a LeaderWorkerSet start, fail and scale as one.
 *
 * Only leaders have the label `app.kubernetes.io/name: <name>`, and only they are in the Service, in an InferencePool and scraped.
 *
 * NCCL goes over the pods' Ethernet: AKS gives no InfiniBand to pods unless NVIDIA's network operator is there. Between pipeline stages
 * that is enough; it is why tensor parallelism does not leave the node.
 *
 * Needs the LeaderWorkerSet controller. Source: lws.sigs.k8s.io/docs/concepts (0.10; 2026-11).
 */
export class MultiNodeVllmServer extends Construct {
  /** Name of the LeaderWorkerSet and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, input: MultiNodeVllmServerProps) {
    super(scope, id);
    const props = checkMultiNodeVllmProps(input);
    const shutdown = props.shutdown ?? shutdownPlan(60);
    this.name = props.name;
    const identity = {
      name: props.name,
      namespace: props.namespace,
      component: 'inference-server',
      partOf: props.partOf,
    };
    const workers = { ...identity, workload: `${props.name}-worker`, component: 'inference-worker' };
    const replicas = props.replicas ?? 1;
    const storage = new VllmStorage(this, 'storage', props);

    new ApiObject(this, 'leader-worker-set', {
      apiVersion: 'leaderworkerset.x-k8s.io/v1',
      kind: 'LeaderWorkerSet',
      metadata: objectMetadata(identity, syncWaves.workload, {
        ...addOnKindAnnotation,
        ...(props.exclusiveTopologyKey === undefined
          ? {}
          : { [exclusiveTopologyAnnotation]: props.exclusiveTopologyKey }),
      }),
      spec: {
        ...(replicas === 'autoscaled' ? {} : { replicas }),
        // The leader is ready when all ranks have met: workers that waited for that would never come.
        startupPolicy: 'LeaderCreated' satisfies `${StartupPolicy}`,
        // One group goes before its successor comes: a surge would wait for nodes that the old group holds.
        rolloutStrategy: {
          type: 'RollingUpdate',
          rollingUpdateConfiguration: { maxSurge: 0, maxUnavailable: 1 },
        },
        // With `Shared` the controller wants a headless Service of the set's name, which is that of the Service for callers.
        networkConfig: { subdomainPolicy: 'UniquePerReplica' satisfies `${SubdomainPolicy}` },
        leaderWorkerTemplate: {
          size: props.nodes,
          // Ranks cannot join again one by one. While pods of the group still wait for a node or an image, a container that starts again
          // does not take the others with it.
          restartPolicy: 'RecreateGroupAfterStart' satisfies `${RestartPolicy}`,
          leaderTemplate: groupPodTemplate('leader', identity, props, storage, shutdown),
          workerTemplate: groupPodTemplate('worker', workers, props, storage, shutdown),
        },
      },
    });

    new HttpService(this, 'service', identity);
    this.limitDisruptions(identity);
    this.letGroupTalk(identity);
    new InferenceNetworkPolicy(this, 'network-policy', {
      ...identity,
      port: vllmPort(props),
      allowedNamespaces: props.allowedNamespaces,
      allowedCidrs: props.allowedCidrs,
      allowMetrics: props.podMonitor,
    });
    if (props.podMonitor) new PodMonitor(this, 'pod-monitor', identity);
  }

  /** Workers count as well: the drain of any one node ends the whole group. */
  private limitDisruptions(identity: ObjectIdentity): void {
    new k8s.KubePodDisruptionBudget(this, 'pod-disruption-budget', {
      metadata: objectMetadata(identity, syncWaves.workload),
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        selector: { matchLabels: { [setNameLabel]: identity.name } },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }

  /** On every port: NCCL and the engine's queues take free ones. Nobody else reaches a worker. */
  private letGroupTalk(identity: ObjectIdentity): void {
    const pods = { matchLabels: { [setNameLabel]: identity.name } };
    new k8s.KubeNetworkPolicy(this, 'group-network-policy', {
      metadata: objectMetadata(
        { ...identity, name: `${identity.name}-group`, workload: identity.name },
        syncWaves.prerequisite,
      ),
      spec: { podSelector: pods, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: pods }] }] },
    });
  }
}
