import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { devicePluginName } from '../../../lib/engine/scheduling/device-plugin';
import { images } from '../../../lib/facts/versions';
import { ProblemList } from '../../../lib/problems/problem-list';
import type { Toleration } from '../../../lib/values/taint';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata, selectorLabels, standardLabels } from '../pods/object-metadata';

/** Input of a GpuDevicePlugin. */
export interface GpuDevicePluginProps {
  /** Name of the DaemonSet. @default `nvidia-device-plugin` */
  readonly name?: string;
  /** Namespace; its Pod Security level has to be `privileged`, for the host path. @default the chart's */
  readonly namespace?: string;
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** @default the version that AKS documents */
  readonly image?: string;
  /** Selectors of the GPU pools, one a pool: the plugin runs on nodes that match any of them. At least one. */
  readonly nodeSelectors: readonly Readonly<Record<string, string>>[];
  /**
   * Tolerations of *all* taints of the GPU pools, as `tolerationsOfAll()` gives them. A pool with one that is missing has
   * no GPUs for the scheduler: spot pools have two (Azure/AKS#4418).
   */
  readonly tolerations: readonly Toleration[];
}

const kubeletSocketPath = '/var/lib/kubelet/device-plugins';

/**
 * Tells the kubelet of each GPU node about its GPUs: `nvidia.com/gpu`. AKS installs the driver on GPU nodes, and
 * leaves the plugin to the cluster's owner.
 */
export class GpuDevicePlugin extends Construct {
  constructor(scope: Construct, id: string, props: GpuDevicePluginProps) {
    super(scope, id);
    const name = props.name ?? devicePluginName;
    if (props.nodeSelectors.length === 0 || props.nodeSelectors.some(isEmpty)) {
      const problems = ProblemList.create();
      problems.add(
        'nodeSelectors',
        'every GPU pool has to be selected by at least one label',
        'Give the labels of each pool; placementOn(pool, allPools).nodeSelector has them.',
      );
      problems.throwIfAny(`the GPU device plugin "${name}"`);
    }
    const identity = { name, namespace: props.namespace, component: 'gpu', partOf: props.partOf };
    new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: objectMetadata(identity, syncWaves.workload),
      spec: {
        selector: { matchLabels: selectorLabels(name) },
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) },
        },
        template: {
          metadata: { labels: standardLabels(identity) },
          spec: {
            // Nothing else on the node is worth more than its GPUs. Namespaces other than kube-system may use the class
            // since Kubernetes 1.17; AKS's own instructions do.
            priorityClassName: 'system-node-critical',
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                  nodeSelectorTerms: props.nodeSelectors.map((labels) => ({
                    matchExpressions: Object.entries(labels).map(([key, value]) => ({
                      key,
                      operator: 'In',
                      values: [value],
                    })),
                  })),
                },
              },
            },
            tolerations: props.tolerations.map((toleration) => ({ ...toleration })),
            securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
            containers: [devicePluginContainer(props.image ?? images.devicePlugin.reference)],
            volumes: [{ name: 'device-plugin', hostPath: { path: kubeletSocketPath, type: 'Directory' } }],
          },
        },
      },
    });
  }
}

function devicePluginContainer(image: string): k8s.Container {
  return {
    name: 'nvidia-device-plugin',
    image,
    // On GPU nodes alone a driver that does not answer is a failure: restart until it does, for all to see. With
    // `false`, as for plugins on every node, the pod waits for ever, is ready, and the node has no GPU.
    env: [{ name: 'FAIL_ON_INIT_ERROR', value: 'true' }],
    resources: {
      requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('64Mi') },
      limits: { memory: k8s.Quantity.fromString('256Mi') },
    },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'device-plugin', mountPath: kubeletSocketPath }],
  };
}

function isEmpty(labels: Readonly<Record<string, string>>): boolean {
  return Object.keys(labels).length === 0;
}
