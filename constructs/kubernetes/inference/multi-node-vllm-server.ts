import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type {
  LeaderWorkerSetSpecLeaderWorkerTemplateRestartPolicy as RestartPolicy,
  LeaderWorkerSetSpecStartupPolicy as StartupPolicy,
  LeaderWorkerSetSpecNetworkConfigSubdomainPolicy as SubdomainPolicy,
} from '../../../imports/leaderworkerset-leaderworkerset.x-k8s.io';
import { shutdownPlan } from '../../../lib/engine/probes/probe-plan';
import { measuredAnnotations } from '../../../lib/engine/sizing/measurement';
import { HttpService } from '../applications/http-service';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata } from '../pods/object-metadata';
import { PodMonitor } from '../pods/pod-monitor';
import { InferenceNetworkPolicy } from './inference-network-policy';
import { groupPodTemplate } from './multi-node-vllm-pod';
import { checkMultiNodeVllmProps, type MultiNodeVllmServerProps } from './multi-node-vllm-server-props';
import { vllmPort } from './vllm-engine-props';
import { VllmStorage } from './vllm-storage';

/** Label that the controller sets on every pod of a LeaderWorkerSet. */
const setNameLabel = 'leaderworkerset.sigs.k8s.io/name';
const exclusiveTopologyAnnotation = 'leaderworkerset.sigs.k8s.io/exclusive-topology';

/**
 * An OpenAI-compatible server (vLLM) for a model that needs several nodes, at `http://<name>/v1` in
 * its namespace. It uses tensor parallelism across the GPUs of a node and pipeline parallelism
 * across the nodes. A group of a LeaderWorkerSet starts, fails and scales as one unit.
 *
 * Only leaders have the label `app.kubernetes.io/name: <name>`, so only leaders are in the Service
 * and in an InferencePool, and Prometheus scrapes only leaders.
 *
 * NCCL uses the pods' Ethernet: without NVIDIA's network operator, pods on AKS have no InfiniBand.
 * Ethernet is sufficient between pipeline stages, but not for tensor parallelism across nodes.
 *
 * The cluster needs the LeaderWorkerSet controller.
 *
 * @see lws.sigs.k8s.io/docs/concepts (0.10; 2026-11).
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
        ...measuredAnnotations(props.measured),
        ...(props.exclusiveTopologyKey === undefined
          ? {}
          : { [exclusiveTopologyAnnotation]: props.exclusiveTopologyKey }),
      }),
      spec: {
        ...(replicas === 'autoscaled' ? {} : { replicas }),
        // The leader is ready when all ranks have joined, so the workers must not wait for it.
        startupPolicy: 'LeaderCreated' satisfies `${StartupPolicy}`,
        // The controller deletes a group before it creates the next one: a surge group would wait
        // for nodes that the old group uses.
        rolloutStrategy: {
          type: 'RollingUpdate',
          rollingUpdateConfiguration: { maxSurge: 0, maxUnavailable: 1 },
        },
        // With `Shared`, the controller creates a headless Service with the name of the set, which
        // is the name of the Service for clients.
        networkConfig: { subdomainPolicy: 'UniquePerReplica' satisfies `${SubdomainPolicy}` },
        leaderWorkerTemplate: {
          size: props.nodes,
          // A single rank cannot rejoin. While pods of the group wait for a node or an image, a
          // container restart does not recreate the group.
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

  /** Includes the workers, because the drain of any node stops the whole group. */
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

  /**
   * Allows every port within the group, because NCCL and the engine use arbitrary ports. No other
   * pod reaches a worker.
   */
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
