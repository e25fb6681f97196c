import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkVllmImage } from '../../../lib/engine/inference/vllm-extra-arguments';
import { shutdownPlan } from '../../../lib/engine/probes/probe-plan';
import { measuredAnnotations } from '../../../lib/engine/sizing/measurement';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import { GracefulDeployment } from '../applications/graceful-deployment';
import { HttpService } from '../applications/http-service';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata, selectorLabels } from '../pods/object-metadata';
import { PodDisruptionBudget } from '../pods/pod-disruption-budget';
import { PodMonitor } from '../pods/pod-monitor';
import { startupBudgetSeconds } from '../pods/probes';
import { topologySpread } from '../pods/topology-spread';
import { InferenceNetworkPolicy } from './inference-network-policy';
import {
  checkVllmEngineProps,
  type SizedVllmProps,
  type VllmEngineProps,
  vllmCache,
  vllmPort,
} from './vllm-engine-props';
import { vllmPodTemplate } from './vllm-pod';
import { sizeVllmProps } from './vllm-sizing';
import { VllmStorage } from './vllm-storage';

/** Input of a VllmServer. */
export interface VllmServerProps extends VllmEngineProps {
  /**
   * GPUs of one replica.
   *
   * @default with `vmSize`, the minimum that holds the model; otherwise `tensorParallelSize`, or 1
   */
  readonly gpus?: number;
  /**
   * Number of replicas. `autoscaled` omits the field, so that Argo CD does not revert KEDA.
   *
   * @default 1
   */
  readonly replicas?: number | 'autoscaled';
}

/**
 * Time before the container starts: a new GPU node with its driver (up to 20 minutes) and the pull
 * of a 10 GB image. The startup probe does not include it.
 */
const nodeAndPullSeconds = 1800;

/**
 * An OpenAI-compatible model server (vLLM) on GPU nodes, at `http://<name>/v1` in its namespace.
 */
export class VllmServer extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, input: VllmServerProps) {
    super(scope, id);
    const props = checkProps(input);
    this.name = props.name;
    const identity = {
      name: props.name,
      namespace: props.namespace,
      component: 'inference-server',
      partOf: props.partOf,
    };
    const { replicas = 1, shutdown = shutdownPlan(60) } = props;

    new GracefulDeployment(
      this,
      'deployment',
      {
        metadata: objectMetadata(identity, syncWaves.workload, measuredAnnotations(props.measured)),
        spec: {
          ...(replicas === 'autoscaled' ? {} : { replicas }),
          selector: { matchLabels: selectorLabels(props.name) },
          strategy: rolloutStrategy(props),
          progressDeadlineSeconds: startupBudgetSeconds(props.probes) + nodeAndPullSeconds,
          revisionHistoryLimit: 5,
          template: vllmPodTemplate(props, {
            identity,
            storage: new VllmStorage(this, 'storage', props),
            shutdown,
            hasApi: true,
            topologySpreadConstraints: replicas === 1 ? undefined : topologySpread(props.name),
          }),
        },
      },
      shutdown.preStopSeconds,
    );

    new HttpService(this, 'service', identity);
    new PodDisruptionBudget(this, 'pod-disruption-budget', identity);
    new InferenceNetworkPolicy(this, 'network-policy', {
      ...identity,
      port: vllmPort(props),
      allowedNamespaces: props.allowedNamespaces,
      allowedCidrs: props.allowedCidrs,
      allowMetrics: props.podMonitor,
    });
    if (props.podMonitor) new PodMonitor(this, 'pod-monitor', identity);
  }
}

/**
 * Returns the rollout strategy. Kubernetes deletes a pod before it creates the next one, because a
 * surge pod would wait for a GPU that the old pod uses. A server with one replica is unavailable
 * during a rollout; with two replicas, one stays available.
 *
 * A ReadWriteOnce disk is free only after the old pod has ended, and a rolling update does not wait
 * for that.
 */
function rolloutStrategy(props: VllmServerProps): k8s.DeploymentStrategy {
  const cache = vllmCache(props);
  if (cache.type === 'persistent-volume-claim' && cache.accessMode === 'ReadWriteOnce') {
    return { type: 'Recreate' };
  }
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(0), maxUnavailable: k8s.IntOrString.fromNumber(1) },
  };
}

/** Resolves the props of the server. */
function checkProps(props: VllmServerProps): SizedVllmProps<VllmServerProps> {
  const problems = ProblemList.create();
  const { gpus, replicas = 1 } = props;
  const because = replicas === 'autoscaled' ? 'replicas are autoscaled' : `${replicas} replicas`;
  checkVllmImage(props.image, problems);
  if (gpus !== undefined) {
    requireInteger(problems, 'gpus', gpus, { min: 1, max: Number.POSITIVE_INFINITY, unit: 'GPUs' });
  }
  if (replicas !== 'autoscaled') {
    requireInteger(problems, 'replicas', replicas, { min: 0, max: Number.POSITIVE_INFINITY, unit: 'pods' });
  }
  const sized = sizeVllmProps(props, { gpus, nodes: 1 }, problems);
  checkVllmEngineProps(sized, { atMost: replicas, because }, problems);
  problems.throwIfAny(`the vLLM server "${props.name}"`);
  return sized;
}
